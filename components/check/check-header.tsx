"use client";

import Link from "next/link";
import { useState } from "react";
import { findingInWords } from "#components/check/finding.ts";
import { Moment } from "#components/check/moment.tsx";
import { RunAgain } from "#components/check/run-again.tsx";
import { isLive } from "#components/check/words.ts";
import { HistoryStrip } from "#components/monitor/history-strip.tsx";
import type { CheckAnswer } from "#lib/check/model.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

const SLOTS = 30;

/** What a check found, and the checks around it. */
export function CheckHeader({
  check,
  monitor,
  said,
}: {
  check: CheckAnswer;
  monitor: MonitorAnswer;
  /** A reason that is told already, and need not be told of a run, too. */
  said: string | undefined;
}) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const runnable = monitor.status === "active" && !isLive(check);
  return (
    <header>
      <div className="flex flex-wrap items-center gap-x-3 lg:h-9 lg:flex-nowrap">
        <nav aria-label="Breadcrumb" className="min-w-0 max-lg:basis-full lg:max-w-72">
          <Link
            href={`/monitors/${monitor.id}`}
            className="block truncate rounded-sm text-accent text-sm hover:underline"
          >
            <span aria-hidden>‹ </span>
            {monitor.name}
          </Link>
        </nav>
        <div className="flex min-h-9 min-w-0 flex-1 flex-wrap items-center gap-x-3 pointer-coarse:min-h-11">
          <h1 className="font-semibold text-lg sm:text-xl">{findingInWords(check)}</h1>
          <Moment
            iso={check.startedAt ?? check.createdAt}
            className="whitespace-nowrap text-muted text-sm max-sm:hidden"
          />
        </div>
        {monitor.recentChecks && monitor.recentChecks.length > 1 && (
          <div className="shrink-0 max-sm:hidden">
            <HistoryStrip
              monitorId={monitor.id}
              bars={monitor.recentChecks}
              slots={SLOTS}
              current={check.id}
            />
          </div>
        )}
        {runnable && <RunAgain monitorId={monitor.id} onRefusal={setRefusal} />}
      </div>
      {refusal && refusal !== said && (
        <p role="alert" className="my-1.5 rounded-md bg-error-soft px-3 py-2 text-error text-sm">
          {refusal}
        </p>
      )}
    </header>
  );
}
