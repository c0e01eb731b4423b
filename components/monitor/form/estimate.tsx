"use client";

import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useMemo } from "react";
import { creditsQuery } from "#components/data/queries.ts";
import { mergedTargets, willJudge } from "#components/monitor/form/body.ts";
import { type Draft, EMPTY } from "#components/monitor/form/draft.ts";
import { linesOf } from "#components/monitor/form/lines.ts";
import { readUrl } from "#components/monitor/form/read-url.ts";
import { cronOf } from "#components/monitor/form/schedule-field.tsx";
import { mergedOptions } from "#components/monitor/form/scrape-options.ts";
import { isUnlimited } from "#components/usage/unlimited.ts";
import { FREE_UNCHANGED_INTERVAL_MINUTES } from "#lib/credit/price.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import { runsPerThirtyDays, shortestIntervalMinutes } from "#lib/monitor/schedule/index.ts";
import { type AnyTarget, estimateCheck } from "#lib/target/kinds.ts";

type Cost = { perCheck: number; judging: number; perMonth: number | null; unchangedFree: boolean };

function costOf(draft: Draft, monitor: MonitorAnswer | undefined): Cost {
  const urls = linesOf(draft.urls).flatMap((line) => readUrl(line.text) ?? []);
  const readable = { ...draft, urls: urls.join("\n") };
  const scrapeOptions = mergedOptions(readable, EMPTY, undefined);
  // What is typed has the shape of a target here; what is stored has passed the schema.
  const targets = (
    monitor ? mergedTargets(readable, monitor) : [{ id: "", type: "scrape", urls, scrapeOptions }]
  ) as AnyTarget[];
  const perCheck = estimateCheck(targets, willJudge(draft, monitor));
  const cron = cronOf(draft);
  return {
    perCheck,
    judging: perCheck - estimateCheck(targets, false),
    perMonth: cron === null ? null : perCheck * runsPerThirtyDays(cron),
    unchangedFree: cron !== null && shortestIntervalMinutes(cron) >= FREE_UNCHANGED_INTERVAL_MINUTES,
  };
}

const credits = (amount: number) => (amount === 0 ? "—" : `~${amount.toLocaleString("en")}`);

/** What a check and thirty days of them cost at most, while typing, against what is left. */
export function Estimate({ draft, monitor }: { draft: Draft; monitor: MonitorAnswer | undefined }) {
  // A name or a retention costs nothing: typing them need not have ten thousand addresses counted again.
  const { name: _, retentionDays: __, ...priced } = useDeferredValue(draft);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `priced` is made anew each time, of the same values
  const cost = useMemo(() => costOf({ ...draft, ...priced }, monitor), [monitor, ...Object.values(priced)]);
  const left = useQuery(creditsQuery()).data;
  return (
    <section aria-labelledby="estimate">
      <h2 id="estimate" className="border-b pb-1.5 font-medium text-sm">
        Credits, at most
      </h2>
      <dl className="grid grid-cols-2 gap-x-4 pt-2">
        <Figure label="per check" amount={credits(cost.perCheck)} />
        <Figure label="in 30 days" amount={credits(cost.perMonth ?? 0)} />
      </dl>
      <div className="grid gap-1.5 pt-2 text-muted text-sm">
        {cost.judging > 0 && <p>{credits(cost.judging)} of each check set aside for judging by the goal.</p>}
        {cost.perMonth !== null && cost.perMonth > 0 && (
          <p>
            {cost.unchangedFree
              ? "Unchanged pages are free at this pace, so most checks cost far less."
              : "More often than every 15 minutes, unchanged pages are charged too."}
          </p>
        )}
        {left && !isUnlimited(left) && (
          <Left cost={cost} remaining={left.remainingCredits} renews={left.billingPeriodEnd} />
        )}
      </div>
    </section>
  );
}

function Figure({ label, amount }: { label: string; amount: string }) {
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-muted text-sm">{label}</dt>
      <dd className="font-medium text-xl tabular-nums">{amount}</dd>
    </div>
  );
}

function Left({ cost, remaining, renews }: { cost: Cost; remaining: number; renews: string }) {
  const date = new Date(renews).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  });
  const left = `${remaining.toLocaleString("en")} ${remaining === 1 ? "credit" : "credits"} left until ${date}`;
  if (cost.perCheck > remaining) {
    return (
      <p className="rounded-md bg-error-soft px-2.5 py-1.5 text-error">
        {left}: not enough for one check. Name fewer pages, or wait until then.
      </p>
    );
  }
  if (cost.perMonth !== null && cost.perMonth > remaining) {
    return (
      <p className="rounded-md bg-sunken px-2.5 py-1.5 text-foreground">
        {left}. If every page changed each time, it would not last: check less often, or name fewer pages.
      </p>
    );
  }
  return <p>{left}.</p>;
}
