"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { creditHistoryQuery, creditsQuery, dailyCreditsQuery } from "#components/data/queries.ts";
import { Balance } from "#components/usage/balance.tsx";
import { ByMonitor } from "#components/usage/by-monitor.tsx";
import { CreditChart } from "#components/usage/credit-chart.tsx";
import { DayTable } from "#components/usage/day-table.tsx";
import { byMonitor, USAGE_DAYS } from "#components/usage/days.ts";
import { CreditTableHead } from "#components/usage/table-head.tsx";
import type { CreditPeriod } from "#lib/credit/model.ts";

/** The page of what was spent, on what, and what is left. */
export function Usage() {
  const { data: usage } = useSuspenseQuery(creditsQuery());
  const { data: daily, dataUpdatedAt: readAt } = useSuspenseQuery(dailyCreditsQuery(USAGE_DAYS));
  const { data: history } = useSuspenseQuery(creditHistoryQuery());
  const monitors = byMonitor(daily);
  return (
    <div className="grid grid-cols-1 gap-8">
      <h1 className="font-semibold text-xl">Usage</h1>
      <Balance usage={usage} />
      <section aria-labelledby="by-day" className="grid grid-cols-1 gap-3">
        <h2 id="by-day" className="font-medium text-lg">
          Credits by day
          <span className="ml-2 font-normal text-muted text-sm">last {USAGE_DAYS} days, UTC</span>
        </h2>
        {monitors.length > 0 ? (
          <>
            <CreditChart daily={daily} days={USAGE_DAYS} today={new Date(readAt)} />
            <DayTable daily={daily} />
          </>
        ) : (
          <NothingSpent />
        )}
      </section>
      {monitors.length > 0 && <ByMonitor monitors={monitors} />}
      {history.length > 0 && <ByMonth periods={history} />}
    </div>
  );
}

function NothingSpent() {
  return (
    <p className="rounded-md border border-dashed p-8 text-center text-muted">
      No credits were charged yet. A check charges one credit for each page it fetches; pages found unchanged
      are free when a monitor runs every 15 minutes or less often.{" "}
      <Link href="/monitors" className="text-accent underline underline-offset-2">
        Run a monitor
      </Link>{" "}
      to see it here.
    </p>
  );
}

function ByMonth({ periods }: { periods: CreditPeriod[] }) {
  const month = (iso: string) =>
    new Date(iso).toLocaleDateString("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
  // The API tells of months in their order; whoever looks here wants the latest, and within it the order as it is.
  const latestFirst = periods.toSorted((one, other) => other.startDate.localeCompare(one.startDate));
  return (
    <section aria-labelledby="by-month" className="grid gap-3">
      <h2 id="by-month" className="font-medium text-lg">
        By month and API key
      </h2>
      <table className="w-full text-sm">
        <CreditTableHead>
          <th scope="col">Month</th>
          <th scope="col">Started by</th>
        </CreditTableHead>
        <tbody>
          {latestFirst.map(({ startDate, apiKey, totalCredits }) => (
            <tr key={`${startDate} ${apiKey}`} className="border-b [&_td]:py-2">
              <td>{month(startDate)}</td>
              <td>{apiKey ?? <span className="text-muted">Schedules and people</span>}</td>
              <td className="text-right tabular-nums">{totalCredits.toLocaleString("en")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
