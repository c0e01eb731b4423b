"use client";

import { CheckStatusMark } from "#components/check/check-status.tsx";
import { count, timeLeft, waitingWords } from "#components/check/words.ts";
import { useNow } from "#components/hooks/use-now.ts";
import { cn } from "#components/ui/class-names.ts";
import { Time } from "#components/ui/time.tsx";
import type { CheckAnswer } from "#lib/check/model.ts";

/** What a live check does, how far it is, and how long it will take: one line, which cuts what it has no room for. */
export function ProgressWords({ check }: { check: CheckAnswer }) {
  const now = useNow(1000);
  const left = timeLeft(check, now);
  const done = check.summary.totalPages;
  const untaken = check.status === "queued" && check.expectedPages === null;
  return (
    <p className="flex min-w-0 items-center gap-x-2 overflow-hidden whitespace-nowrap text-sm">
      {/* Announced, so only what seldom changes: the figures beside it would be read out every second. */}
      <span role="status" className="flex min-w-0 items-center gap-x-2">
        <CheckStatusMark status={check.status} className="font-medium" />
        {untaken && <span className="truncate text-muted">· {waitingWords(check, now)}</span>}
      </span>
      {check.expectedPages !== null && (
        <span>
          · {done.toLocaleString("en")} of {count(check.expectedPages, "page")}
        </span>
      )}
      {left && <span className="truncate text-muted max-sm:hidden">· {left}</span>}
      {check.startedAt && (
        <span className="truncate text-muted max-sm:hidden">
          · started <Time iso={check.startedAt} />
        </span>
      )}
    </p>
  );
}

/** How far a live check is, as a line of the height that `className` gives it. */
export function ProgressBar({ check, className }: { check: CheckAnswer; className: string }) {
  const expected = check.expectedPages ?? 0;
  const done = Math.min(check.summary.totalPages, expected);
  return (
    <div
      role="progressbar"
      aria-label="Pages done"
      aria-valuemin={0}
      aria-valuemax={Math.max(1, expected)}
      aria-valuenow={done}
      className={cn("overflow-hidden rounded-full bg-border", className)}
    >
      <div
        className="h-full origin-left bg-accent transition-transform duration-150 ease-out"
        style={{ transform: `scaleX(${expected > 0 ? done / expected : 0})` }}
      />
    </div>
  );
}
