"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { UrlText } from "#components/check/url-text.tsx";
import { count } from "#components/check/words.ts";
import { useScheduleWords } from "#components/monitor/schedule-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Time } from "#components/ui/time.tsx";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import { kindOf } from "#lib/target/kinds.ts";

const SHOWN_URLS = 20;

/** How a monitor is set up, to read; editing has a page of its own. */
export function SettingsSummary({ monitor }: { monitor: MonitorAnswer }) {
  const { schedule } = monitor;
  const words = useScheduleWords(schedule.cron);
  return (
    <div className="max-w-3xl">
      <dl className="text-sm">
        <Row name="Targets">
          <ol className="grid gap-3">
            {monitor.targets.map((target) => (
              <li key={target.id}>
                <Target target={target} />
              </li>
            ))}
          </ol>
        </Row>
        <Row name="Schedule">
          {words}, {schedule.timezone} <span className="font-mono text-muted text-xs">{schedule.cron}</span>
        </Row>
        <Row name="Goal">
          {monitor.goal ?? <None>none: every change counts</None>}
          {monitor.goal && <span className="text-muted"> (kept; nothing judges by it yet)</span>}
        </Row>
        <Row name="Retention">{count(monitor.retentionDays, "day")}</Row>
        <Row name="Cost">
          ~{count(monitor.estimatedCreditsPerMonth, "credit")} a month at most
          {monitor.unchangedPagesFree && (
            <span className="text-muted">; pages that stay the same cost nothing</span>
          )}
        </Row>
        <Row name="Webhook">
          {monitor.webhook ? <UrlText url={monitor.webhook.url} /> : <None>none</None>}
        </Row>
        <Row name="Mail">{monitor.notification?.email?.enabled ? mailWords(monitor) : <None>off</None>}</Row>
        <Row name="Feed">
          <Link href={`/settings/feeds?monitor=${monitor.id}`} className="underline">
            Make a private feed of this monitor
          </Link>
        </Row>
        <Row name="Created">
          <Time iso={monitor.createdAt} />
        </Row>
        <Row name="Id">
          <span className="font-mono text-xs [overflow-wrap:anywhere]">{monitor.id}</span>
        </Row>
      </dl>
      <Button asChild className="mt-4">
        <Link href={`/monitors/${monitor.id}/edit`}>Edit the settings</Link>
      </Button>
    </div>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 gap-y-0.5 border-t py-2 first:border-t-0 sm:grid-cols-[8rem_minmax(0,1fr)]">
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

function None({ children }: { children: string }) {
  return <span className="text-muted">{children}</span>;
}

function mailWords({ notification }: MonitorAnswer): string {
  const recipients = notification?.email?.recipients ?? [];
  return recipients.length > 0 ? recipients.join(", ") : "to the members of the team";
}

function Target({ target }: { target: MonitorAnswer["targets"][number] }) {
  const kind = kindOf(target);
  const urls = kind.addresses(target);
  const options = target.scrapeOptions;
  return (
    <div className="grid gap-1">
      <span>
        {target.type} <span className="text-muted">· {kind.words(target)}</span>
      </span>
      {urls.slice(0, SHOWN_URLS).map((url) => (
        <UrlText key={url} url={url} />
      ))}
      {kind.questions(target).map((query) => (
        <span key={query}>“{query}”</span>
      ))}
      {urls.length > SHOWN_URLS && (
        <span className="text-muted">and {count(urls.length - SHOWN_URLS, "more URL")}</span>
      )}
      {typeof options === "object" && options !== null && Object.keys(options).length > 0 && (
        <details>
          <summary className="w-fit cursor-pointer rounded-sm text-muted hover:text-foreground">
            Scrape options
          </summary>
          <pre className="mt-1 whitespace-pre-wrap rounded-md bg-sunken p-2.5 font-mono text-xs [overflow-wrap:anywhere]">
            {JSON.stringify(options, null, 2)}
          </pre>
        </details>
      )}
    </div>
  );
}
