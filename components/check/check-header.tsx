"use client";

import Link from "next/link";
import { useState } from "react";
import { CheckStatusMark } from "#components/check/check-status.tsx";
import { Moment } from "#components/check/moment.tsx";
import { RawJson } from "#components/check/raw-json.tsx";
import { RunAgain } from "#components/check/run-again.tsx";
import { duration, isLive, tookMs } from "#components/check/words.ts";
import { HistoryStrip } from "#components/monitor/history-strip.tsx";
import type { CheckAnswer } from "#lib/check/model.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

const SLOTS = 30;

/** When a check ran, who asked, how it ended; and the checks around it. */
export function CheckHeader({
  check,
  monitor,
  startedBy,
}: {
  check: CheckAnswer;
  monitor: MonitorAnswer;
  startedBy: string | null;
}) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const took = tookMs(check);
  const runnable = monitor.status === "active" && !isLive(check);
  return (
    <header>
      <div className="flex items-end justify-between gap-4">
        <nav aria-label="Breadcrumb" className="min-w-0 text-sm">
          <Link
            href={`/monitors/${monitor.id}`}
            className="block truncate rounded-sm text-accent hover:underline"
          >
            {monitor.name}
          </Link>
        </nav>
        {monitor.recentChecks && monitor.recentChecks.length > 1 && (
          <div className="mb-1 shrink-0">
            <HistoryStrip
              monitorId={monitor.id}
              bars={monitor.recentChecks}
              slots={SLOTS}
              current={check.id}
            />
          </div>
        )}
      </div>
      <div className="mt-1 flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <div className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
          <h1 className="font-semibold text-xl">
            Check <Moment iso={check.startedAt ?? check.createdAt} />
          </h1>
          <p className="flex flex-wrap gap-x-1.5 text-muted text-sm">
            <CheckStatusMark status={check.status} className="text-foreground" />
            {took !== null && !check.status.startsWith("skipped") && (
              <span>
                {check.status === "failed" ? "after" : "in"} {duration(took)}
              </span>
            )}
            <span>
              <span className="max-sm:hidden">· </span>
              {check.trigger}
              {startedBy && check.trigger === "manual" && `, by ${startedBy}`}
            </span>
          </p>
        </div>
        <div className="flex gap-2">
          <RawJson check={check} />
          {runnable && <RunAgain monitorId={monitor.id} onRefusal={setRefusal} />}
        </div>
      </div>
      {refusal && (
        <p role="alert" className="mt-3 rounded-md bg-error-soft px-3 py-2 text-error text-sm">
          {refusal}
        </p>
      )}
    </header>
  );
}
