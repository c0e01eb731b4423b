"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";
import { CancelCheck } from "#components/check/cancel-check.tsx";
import { CheckStatusMark } from "#components/check/check-status.tsx";
import { isUnread, NOTHING_READ, shownStatus } from "#components/check/finding.ts";
import { LatestPage } from "#components/check/latest-page.tsx";
import { OutcomeCounts } from "#components/check/outcome.tsx";
import { ProgressBar, ProgressWords } from "#components/check/progress.tsx";
import { isLive } from "#components/check/words.ts";
import { checkQuery } from "#components/data/queries.ts";
import { Button } from "#components/ui/button.tsx";
import { Time } from "#components/ui/time.tsx";
import type { CheckStatus } from "#lib/check/model.ts";
import type { HistoryBar, MonitorAnswer } from "#lib/monitor/model.ts";

const POLL_MS = 2000;

/**
 * The line under a monitor's title: the check that is under way, or else the last one. It is always there and always as
 * high, so that a check that begins by itself moves nothing that somebody reads.
 */
export function LiveSlot({
  monitor,
  starting,
}: {
  monitor: MonitorAnswer;
  /** Whether a run was asked for that the server has not confirmed yet. */
  starting: boolean;
}) {
  const bars = monitor.recentChecks ?? [];
  const live = monitor.currentCheckId;
  if (live) {
    const status = bars.find(({ id }) => id === live)?.status;
    return <LiveCheck key={live} monitorId={monitor.id} checkId={live} status={status} />;
  }
  if (starting) return <KnownStatus status="queued" />;
  const last = bars.at(-1);
  return (
    <Slot label="Last check">
      {last ? (
        <LastCheck monitorId={monitor.id} bar={last} />
      ) : (
        <p className="text-muted text-sm">Not checked yet</p>
      )}
    </Slot>
  );
}

function LiveCheck({
  monitorId,
  checkId,
  status,
}: {
  monitorId: string;
  checkId: string;
  /** The status as the monitor's history gives it, which is shown until the check itself is read. */
  status: CheckStatus | undefined;
}) {
  const {
    data: check,
    error,
    refetch,
  } = useQuery({
    ...checkQuery(monitorId, checkId),
    // Live notices make the page read anew at once; polling is for when no notice can reach it.
    refetchInterval: ({ state }) => (state.data && isLive(state.data) ? POLL_MS : false),
  });
  if (!check && error) {
    return (
      <Slot label="Check under way">
        <p role="alert" className="min-w-0 flex-1 truncate text-error text-sm" title={error.message}>
          The check under way could not be read. {error.message}
        </p>
        <Button size="small" onClick={() => void refetch()}>
          Try again
        </Button>
      </Slot>
    );
  }
  if (!check) return <KnownStatus status={status} />;
  return (
    <Slot label="Live check" below={<ProgressBar check={check} className="h-0.5" />}>
      <ProgressWords check={check} />
      <OutcomeCounts counts={check.summary} className="shrink-0 text-xs max-sm:hidden" />
      <div className="flex min-w-0 flex-1 justify-end max-lg:invisible">
        <LatestPage check={check} />
      </div>
      <span className="flex shrink-0 gap-1">
        <Button asChild size="small" variant="quiet">
          <Link href={`/monitors/${monitorId}/checks/${checkId}`}>Open</Link>
        </Button>
        {isLive(check) && <CancelCheck check={check} />}
      </span>
    </Slot>
  );
}

/** A check of which only the status is known, as after a press of Run now that the server has not answered yet. */
function KnownStatus({ status = "queued" }: { status?: CheckStatus | undefined }) {
  return (
    <Slot label="Live check">
      <p role="status" className="text-sm">
        <CheckStatusMark status={status} className="font-medium" />
      </p>
    </Slot>
  );
}

function LastCheck({ monitorId, bar }: { monitorId: string; bar: HistoryBar }) {
  const status = shownStatus(bar.status, bar);
  return (
    <>
      <p className="flex min-w-0 items-center gap-x-1.5 whitespace-nowrap text-muted text-sm">
        <CheckStatusMark status={status} className="text-foreground" />
        {status === "failed" && isUnread(bar) && <span className="truncate text-error">{NOTHING_READ}</span>}
        <span>
          · <Time iso={bar.at} />
        </span>
        <span className="max-sm:hidden">· {bar.trigger}</span>
      </p>
      <OutcomeCounts counts={bar} className="shrink-0 text-xs max-sm:hidden" />
      <span className="flex flex-1 justify-end">
        <Button asChild size="small" variant="quiet">
          <Link href={`/monitors/${monitorId}/checks/${bar.id}`} aria-label="Open the last check">
            Open
          </Link>
        </Button>
      </span>
    </>
  );
}

function Slot({ label, below, children }: { label: string; below?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={label} className="relative h-10 border-y pointer-coarse:h-12">
      <div className="flex h-full min-w-0 items-center gap-3">{children}</div>
      {below && <div className="absolute inset-x-0 -bottom-px">{below}</div>}
    </section>
  );
}
