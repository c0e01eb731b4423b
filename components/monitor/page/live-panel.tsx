"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";
import { CancelCheck } from "#components/check/cancel-check.tsx";
import { CheckStatusMark } from "#components/check/check-status.tsx";
import { LatestPages } from "#components/check/latest-pages.tsx";
import { ProgressBar, ProgressWords } from "#components/check/progress.tsx";
import { isLive } from "#components/check/words.ts";
import { checkQuery } from "#components/data/queries.ts";
import { Button } from "#components/ui/button.tsx";
import { ReadFailure } from "#components/ui/read-failure.tsx";
import type { CheckStatus } from "#lib/check/model.ts";

const POLL_MS = 2000;

/** Shows the check that is under way: its status, how far it is, how long it will take, and how to stop it. */
export function LivePanel({
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
  if (!check && error) return <ReadFailure what="The check under way" error={error} retry={refetch} />;
  if (!check) return <QueuedPanel status={status} />;
  return (
    <Frame
      words={<ProgressWords check={check} />}
      actions={
        <>
          <Button asChild size="small" variant="quiet">
            <Link href={`/monitors/${monitorId}/checks/${checkId}`}>Open</Link>
          </Button>
          {isLive(check) && <CancelCheck check={check} />}
        </>
      }
    >
      <ProgressBar check={check} />
      <LatestPages check={check} />
    </Frame>
  );
}

/**
 * Shows a check of which only the status is known, as after a press of Run now that the server has not answered yet.
 */
export function QueuedPanel({ status = "queued" }: { status?: CheckStatus | undefined }) {
  return (
    <Frame
      words={
        <p role="status" className="text-sm">
          <CheckStatusMark status={status} className="font-medium" />
        </p>
      }
    >
      <div className="h-1.5 rounded-full bg-border" />
    </Frame>
  );
}

function Frame({ words, actions, children }: { words: ReactNode; actions?: ReactNode; children: ReactNode }) {
  return (
    <section
      aria-label="Live check"
      className="grid grid-cols-[minmax(0,1fr)] gap-2.5 rounded-md border bg-surface px-3 py-2.5"
    >
      <div className="flex min-h-7 flex-wrap items-center justify-between gap-2">
        {words}
        <div className="flex gap-1">{actions}</div>
      </div>
      {children}
    </section>
  );
}
