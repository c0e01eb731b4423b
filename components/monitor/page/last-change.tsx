"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { OutcomeCounts } from "#components/check/outcome.tsx";
import { PageLine } from "#components/check/page-line.tsx";
import { count } from "#components/check/words.ts";
import { usePointedAt } from "#components/hooks/use-pointed-at.ts";
import { quietInWords } from "#components/monitor/bar-words.ts";
import { LINES, lastChangeQuery } from "#components/monitor/page/last-change-query.ts";
import { cn } from "#components/ui/class-names.ts";
import { ReadFailure } from "#components/ui/read-failure.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import type { HistoryBar, MonitorAnswer } from "#lib/monitor/model.ts";

/** On a phone, where each takes two lines, one changed page less is shown. */
const LINES_ON_PHONE = LINES - 1;

/**
 * Shows what changed last, which is the reason why people come to this page. A check that is under way is told of above;
 * what it changes comes here when it ends, unless somebody reads here what was there before.
 */
export function LastChange({ monitor }: { monitor: MonitorAnswer }) {
  const bars = (monitor.recentChecks ?? []).filter(({ id }) => id !== monitor.currentCheckId);
  const newest = bars.findLast((bar) => bar.changed > 0);
  const [read, pointing] = usePointedAt();
  const [shown, setShown] = useState(newest);
  if (!read && shown?.id !== newest?.id) setShown(newest);
  return (
    <div {...pointing}>
      {shown ? <Changes monitorId={monitor.id} bar={shown} /> : <Quiet bars={bars} monitorId={monitor.id} />}
    </div>
  );
}

function Changes({ monitorId, bar }: { monitorId: string; bar: HistoryBar }) {
  const { data, error, refetch } = useQuery(lastChangeQuery(monitorId, bar.id));
  const href = `/monitors/${monitorId}/checks/${bar.id}`;
  const more = (lines: number) => bar.changed - Math.min(lines, data?.length ?? bar.changed);
  return (
    <section aria-labelledby="last-change">
      <div className="flex flex-wrap items-baseline gap-x-3 border-b border-b-border-strong pb-1.5">
        <h2 id="last-change" className="font-semibold text-lg">
          Changed <Time iso={bar.at} />
        </h2>
        <OutcomeCounts counts={bar} />
        <span className="ml-auto flex gap-x-3 text-sm">
          <More href={href} pages={more(LINES)} className="max-md:hidden" />
          <More href={href} pages={more(LINES_ON_PHONE)} className="md:hidden" />
          <Link href={href} className="rounded-sm text-accent hover:underline">
            Read the diff
          </Link>
        </span>
      </div>
      {data && (
        <ul className="max-md:[&>:nth-child(n+3)]:hidden">
          {data.map((line) => (
            <PageLine key={line.id} line={line} checkHref={href} />
          ))}
        </ul>
      )}
      {!data && !error && <Skeleton className="my-2 h-6 w-2/3" />}
      {!data && error && (
        <div className="pt-2">
          <ReadFailure what="What changed" error={error} retry={refetch} />
        </div>
      )}
    </section>
  );
}

function More({ href, pages, className }: { href: string; pages: number; className: string }) {
  if (pages <= 0) return null;
  return (
    <Link
      href={`${href}?status=changed`}
      className={cn("rounded-sm text-muted hover:text-foreground hover:underline", className)}
    >
      and {count(pages, "more page")}
    </Link>
  );
}

function Quiet({ bars, monitorId }: { bars: HistoryBar[]; monitorId: string }) {
  const read = bars.filter((bar) => bar.status === "completed" || bar.status === "partial");
  const start = read.findIndex((bar) => bar.new > 0);
  const [first, ...since] = start < 0 ? [] : read.slice(start);
  if (!first) return read.some((bar) => bar.same > 0) && <LongQuiet checks={read.length} />;
  return (
    <p className="border-b pb-3 text-muted">
      <strong className="font-medium text-foreground">Nothing has changed yet.</strong>{" "}
      <Link href={`/monitors/${monitorId}/checks/${first.id}`} className="text-accent hover:underline">
        The first check
      </Link>{" "}
      took a snapshot of {count(first.new, "page")}
      {since.length > 0
        ? `; ${quietInWords(since)}.`
        : "; the next one is compared with it. Press Run now whenever you want to know."}
    </p>
  );
}

/** Says that nothing changed where the first snapshot lies further back than the history that is shown. */
function LongQuiet({ checks }: { checks: number }) {
  return (
    <p className="border-b pb-3 text-muted">
      <strong className="font-medium text-foreground">
        Nothing has changed in the last {count(checks, "check")}.
      </strong>
    </p>
  );
}
