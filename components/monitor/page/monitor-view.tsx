"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { shownStatus } from "#components/check/finding.ts";
import { count } from "#components/check/words.ts";
import { isMissing } from "#components/data/api.ts";
import { monitorQuery } from "#components/data/queries.ts";
import { withChanges } from "#components/monitor/bar-words.ts";
import { HistoryStrip } from "#components/monitor/history-strip.tsx";
import { ChecksTable } from "#components/monitor/page/checks-table.tsx";
import { LastChange } from "#components/monitor/page/last-change.tsx";
import { LiveSlot } from "#components/monitor/page/live-slot.tsx";
import { MonitorHeader } from "#components/monitor/page/monitor-header.tsx";
import { NeverRun } from "#components/monitor/page/never-run.tsx";
import { PagesTable } from "#components/monitor/page/pages-table.tsx";
import { SettingsSummary } from "#components/monitor/page/settings-summary.tsx";
import { UrlTabs } from "#components/monitor/page/tabs.tsx";
import { type Run, useRun } from "#components/monitor/page/use-run.ts";
import { knownPages } from "#components/monitor/targets.ts";
import { NotHere } from "#components/shell/not-here.tsx";
import { cn } from "#components/ui/class-names.ts";
import { ReadFailure } from "#components/ui/read-failure.tsx";
import type { HistoryBar, MonitorAnswer } from "#lib/monitor/model.ts";

const SLOTS = 90;
const POLL_MS = 2000;

/** Room for the changed pages of a check, whether there are any or not: what comes by itself moves nothing below it. */
const ROOM = { one: "min-h-38 md:min-h-28", several: "min-h-38 md:min-h-36" };

/** The page of one monitor: whether it is active, what it does now, what it found last, and all checks before. */
export function MonitorView({ monitorId }: { monitorId: string }) {
  const [leaving, setLeaving] = useState(false);
  const {
    data: monitor,
    error,
    refetch,
  } = useQuery({
    ...monitorQuery(monitorId),
    enabled: !leaving,
    // Live notices make the page read anew at once; polling is for when no notice can reach it.
    refetchInterval: ({ state }) => (state.data?.currentCheckId ? POLL_MS : false),
  });
  const [refusal, showRefusal] = useState<string | null>(null);
  const run = useRun(monitorId, showRefusal);
  if (isMissing(error) && !leaving) return <NotHere />;
  const failure = error && !leaving && <ReadFailure what="This monitor" error={error} retry={refetch} />;
  if (!monitor) return failure;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {failure}
      <MonitorHeader monitor={monitor} run={run} showRefusal={showRefusal} onLeaving={setLeaving} />
      {/* While nothing can be reached, reading and doing are refused alike: that is said once. */}
      {!leaving && <Body monitor={monitor} run={run} refusal={refusal === error?.message ? null : refusal} />}
    </div>
  );
}

function Body({ monitor, run, refusal }: { monitor: MonitorAnswer; run: Run; refusal: string | null }) {
  const bars = monitor.recentChecks ?? [];
  const live = run.starting || monitor.currentCheckId !== null;
  const neverRan = bars.length === 0 && !live;
  return (
    <>
      {refusal && (
        <p role="alert" className="rounded-md bg-error-soft px-3 py-2 text-error text-sm">
          {refusal}
        </p>
      )}
      <LiveSlot monitor={monitor} starting={run.starting} />
      <History monitorId={monitor.id} bars={bars} />
      <div className={cn("grid", knownPages(monitor.targets) === 1 ? ROOM.one : ROOM.several)}>
        {neverRan ? (
          <NeverRun paused={monitor.status === "paused"} onRun={run.start} />
        ) : (
          <LastChange monitor={monitor} />
        )}
      </div>
      <UrlTabs
        label="About this monitor"
        tabs={[
          { id: "checks", word: "Checks", part: <ChecksTable monitorId={monitor.id} live={live} /> },
          { id: "pages", word: "Pages", part: <PagesTable monitorId={monitor.id} /> },
          { id: "settings", word: "Settings", part: <SettingsSummary monitor={monitor} /> },
        ]}
      />
    </>
  );
}

function History({ monitorId, bars }: { monitorId: string; bars: HistoryBar[] }) {
  const failed = bars.filter((bar) => shownStatus(bar.status, bar) === "failed").length;
  return (
    <div className="flex flex-wrap items-end gap-x-5 gap-y-1.5">
      {bars.length > 0 ? (
        <HistoryStrip monitorId={monitorId} bars={bars} slots={SLOTS} className="max-w-full border-b" />
      ) : (
        <div className="h-7 w-[540px] max-w-full border-b" />
      )}
      <p className="text-muted text-sm">
        {bars.length === 0 && "Each check will be a bar here"}
        {bars.length > 0 && (
          <>
            {bars.length === SLOTS ? `last ${SLOTS} checks` : count(bars.length, "check")} ·{" "}
            {withChanges(bars).length} with changes{failed > 0 && ` · ${failed} failed`}
          </>
        )}
      </p>
    </div>
  );
}
