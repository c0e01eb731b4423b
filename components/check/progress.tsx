"use client";

import { CheckStatusMark } from "#components/check/check-status.tsx";
import { OutcomeCounts } from "#components/check/outcome.tsx";
import { count, timeLeft, waitingWords } from "#components/check/words.ts";
import { useNow } from "#components/hooks/use-now.ts";
import { Time } from "#components/ui/time.tsx";
import type { CheckAnswer } from "#lib/check/model.ts";

/** What a live check does, how far it is, and how long it will take. */
export function ProgressWords({ check }: { check: CheckAnswer }) {
  const now = useNow(1000);
  const left = timeLeft(check, now);
  const done = check.summary.totalPages;
  const untaken = check.status === "queued" && check.expectedPages === null;
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-sm">
      {/* Announced, so only what seldom changes: the figures beside it would be read out every second. */}
      <span role="status" className="flex flex-wrap items-center gap-x-2">
        <CheckStatusMark status={check.status} className="font-medium" />
        {untaken && <span className="text-muted">· {waitingWords(check, now)}</span>}
      </span>
      {check.startedAt && (
        <span className="text-muted">
          started <Time iso={check.startedAt} />
        </span>
      )}
      {check.expectedPages !== null && (
        <span>
          · {done.toLocaleString("en")} of {count(check.expectedPages, "page")}
        </span>
      )}
      {left && <span className="text-muted">· {left}</span>}
    </p>
  );
}

export function ProgressBar({ check }: { check: CheckAnswer }) {
  const expected = check.expectedPages ?? 0;
  const done = Math.min(check.summary.totalPages, expected);
  return (
    <div className="flex items-center gap-3">
      <div
        role="progressbar"
        aria-label="Pages done"
        aria-valuemin={0}
        aria-valuemax={Math.max(1, expected)}
        aria-valuenow={done}
        className="h-1.5 flex-1 overflow-hidden rounded-full bg-border"
      >
        <div
          className="h-full origin-left bg-accent transition-transform duration-150 ease-out"
          style={{ transform: `scaleX(${expected > 0 ? done / expected : 0})` }}
        />
      </div>
      <OutcomeCounts counts={check.summary} className="min-w-12 flex-wrap justify-end text-xs" />
    </div>
  );
}
