import type { Metadata } from "next";
import { Suspense } from "react";
import { firstStepsOf } from "#app/_server/first-steps.ts";
import { requireMember } from "#app/_server/page-caller.ts";
import { withHistory } from "#app/_server/with-history.ts";
import { HISTORY_IN_LIST } from "#components/data/queries.ts";
import { FirstSteps } from "#components/first-steps/first-steps.tsx";
import { type ListView, listQueryOf, readListView } from "#components/monitor/list/list-view.ts";
import { Monitors } from "#components/monitor/list/monitors.tsx";
import { ListSkeleton } from "#components/monitor/list/skeleton.tsx";
import { NewMonitorLink } from "#components/monitor/new-monitor-link.tsx";
import { countMonitors, listMonitors, toMonitorAnswer } from "#lib/monitor/index.ts";

export const metadata: Metadata = { title: "Monitors" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function MonitorsPage({ searchParams }: Props) {
  const given = Object.entries(await searchParams).map(([key, value = ""]) => [key, [value].flat()[0] ?? ""]);
  const view = readListView(new URLSearchParams(given));
  const steps = await firstStepsOf(await requireMember());
  return (
    <>
      <div className="flex items-center justify-between gap-3">
        <h1 className="font-semibold text-xl">Monitors</h1>
        <NewMonitorLink />
      </div>
      {steps && <FirstSteps steps={steps} />}
      <Suspense fallback={<ListSkeleton />}>
        <FirstList view={view} />
      </Suspense>
    </>
  );
}

/** The first paint's list; every later one the browser asks of the API, which answers the same. */
async function FirstList({ view }: { view: ListView }) {
  const ctx = await requireMember();
  const query = listQueryOf(view);
  const [monitors, total] = await Promise.all([listMonitors(ctx, query), countMonitors(ctx, query)]);
  const answers = monitors.map((monitor) => toMonitorAnswer(monitor));
  const data = await withHistory(ctx, answers, HISTORY_IN_LIST);
  return <Monitors first={{ view, list: { total, data }, at: Date.now() }} />;
}
