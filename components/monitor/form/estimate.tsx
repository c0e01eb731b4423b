"use client";

import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useMemo } from "react";
import { creditsQuery } from "#components/data/queries.ts";
import { readableTargets } from "#components/monitor/form/body.ts";
import type { Draft } from "#components/monitor/form/draft.ts";
import { cronOf } from "#components/monitor/form/schedule-field.tsx";
import { isUnlimited } from "#components/usage/unlimited.ts";
import { FREE_UNCHANGED_INTERVAL_MINUTES } from "#lib/credit/price.ts";
import { runsPerThirtyDays, shortestIntervalMinutes } from "#lib/monitor/schedule/index.ts";
import { estimateCheck } from "#lib/target/kinds.ts";

type Cost = { perCheck: number; perMonth: number | null; unchangedFree: boolean };

type Priced = Pick<Draft, "targets" | "scheduleAs" | "text" | "cron">;

function costOf(draft: Priced): Cost {
  // Nothing judges yet, so no goal costs anything.
  const perCheck = estimateCheck(readableTargets(draft), false);
  const cron = cronOf(draft);
  return {
    perCheck,
    perMonth: cron === null ? null : perCheck * runsPerThirtyDays(cron),
    unchangedFree: cron !== null && shortestIntervalMinutes(cron) >= FREE_UNCHANGED_INTERVAL_MINUTES,
  };
}

const credits = (amount: number) => (amount === 0 ? "—" : `~${amount.toLocaleString("en")}`);

/** What a check and thirty days of them cost at most, while typing, against what is left. */
export function Estimate({ draft }: { draft: Draft }) {
  // A name or a retention costs nothing: typing them need not have ten thousand addresses counted again.
  const { targets, scheduleAs, text, cron } = useDeferredValue(draft);
  const cost = useMemo(() => costOf({ targets, scheduleAs, text, cron }), [targets, scheduleAs, text, cron]);
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
