"use client";

import { CancelCheck } from "#components/check/cancel-check.tsx";
import { CheckStatusMark } from "#components/check/check-status.tsx";
import { shownStatus } from "#components/check/finding.ts";
import { Moment } from "#components/check/moment.tsx";
import { ProgressBar, ProgressWords } from "#components/check/progress.tsx";
import { duration, isLive, tookMs } from "#components/check/words.ts";
import { Time } from "#components/ui/time.tsx";
import type { CheckAnswer } from "#lib/check/model.ts";

/**
 * The line under a check's title: how far it is while it runs, and how it ended. It is always there and always as high,
 * so that nothing below it moves when a check begins or ends.
 */
export function CheckLine({ check, startedBy }: { check: CheckAnswer; startedBy: string | null }) {
  if (!isLive(check)) return <Ended check={check} startedBy={startedBy} />;
  return (
    <section aria-label="Progress" className="flex h-8 min-w-0 items-center gap-3 pointer-coarse:h-11">
      <ProgressWords check={check} />
      <span className="min-w-0 truncate text-muted text-sm max-lg:hidden">{askedBy(check, startedBy)}</span>
      <ProgressBar check={check} className="h-1.5 min-w-8 max-w-96 flex-1" />
      <CancelCheck check={check} />
    </section>
  );
}

function Ended({ check, startedBy }: { check: CheckAnswer; startedBy: string | null }) {
  const took = tookMs(check);
  const status = shownStatus(check.status, check.summary);
  const how = check.status === "failed" ? "after" : "in";
  return (
    <p className="flex h-8 min-w-0 items-center gap-x-1.5 whitespace-nowrap text-muted text-sm pointer-coarse:h-11">
      <CheckStatusMark status={status} className="shrink-0 text-foreground" />
      {took !== null && !check.status.startsWith("skipped") && (
        <span>
          {how} {duration(took)}
        </span>
      )}
      <span className="max-sm:hidden">·</span>
      <Time iso={check.finishedAt ?? check.createdAt} className="max-sm:hidden" />
      <span className="sm:hidden">
        · <Moment iso={check.startedAt ?? check.createdAt} />
      </span>
      <span className="truncate">· {askedBy(check, startedBy)}</span>
    </p>
  );
}

const askedBy = ({ trigger }: CheckAnswer, startedBy: string | null) =>
  startedBy && trigger === "manual" ? `${trigger}, by ${startedBy}` : trigger;
