import type { Metadata } from "next";
import { orSkeleton } from "#app/_server/or-skeleton.tsx";
import { requireMember } from "#app/_server/page-caller.ts";
import { Prefetched, type Read } from "#app/_server/prefetched.tsx";
import { readMonitorOfPage } from "#app/_server/read-monitor-page.ts";
import { lineOf } from "#components/check/latest.ts";
import { checkQuery, checksQuery, monitorQuery } from "#components/data/queries.ts";
import { checksList } from "#components/monitor/page/checks-list.ts";
import { LINES, lastChangeQuery } from "#components/monitor/page/last-change-query.ts";
import { MonitorView } from "#components/monitor/page/monitor-view.tsx";
import { MonitorSkeleton } from "#components/monitor/page/skeleton.tsx";
import { getCheck, listCheckPages, listChecks, toCheckAnswer, toCheckPageAnswer } from "#lib/check/index.ts";
import { CheckStatus } from "#lib/check/model.ts";
import type { Ctx } from "#lib/ctx.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

type Props = {
  params: Promise<{ monitorId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await readMonitorOfPage((await params).monitorId)).name };
}

export default function MonitorPage(props: Props) {
  return orSkeleton(monitorPage(props), <MonitorSkeleton />);
}

async function monitorPage({ params, searchParams }: Props) {
  const { monitorId } = await params;
  const ctx = await requireMember();
  const monitor = await readMonitorOfPage(monitorId);
  const reads = await Promise.all([
    readChecks(ctx, monitorId, await searchParams),
    ...readLastChange(ctx, monitor),
    ...readLive(ctx, monitor),
  ]);
  return (
    <Prefetched reads={[[monitorQuery(monitorId).queryKey, monitor], ...reads]}>
      <MonitorView monitorId={monitorId} />
    </Prefetched>
  );
}

async function readChecks(
  ctx: Ctx,
  monitorId: string,
  search: Awaited<Props["searchParams"]>,
): Promise<Read> {
  const list = checksList(Number(search.from) || 0, CheckStatus.safeParse(search.status).data);
  const checks = await listChecks(ctx, monitorId, list);
  return [checksQuery(monitorId, list).queryKey, checks.map(toCheckAnswer)];
}

function readLastChange(ctx: Ctx, { id, recentChecks }: MonitorAnswer): Promise<Read>[] {
  const last = recentChecks?.findLast((bar) => bar.changed > 0);
  if (!last) return [];
  const reading = async (): Promise<Read> => {
    const { pages } = await listCheckPages(ctx, last.id, {
      limit: LINES,
      skip: 0,
      status: "changed",
      diffs: false,
    });
    const answers = await Promise.all(pages.map(toCheckPageAnswer));
    return [lastChangeQuery(id, last.id).queryKey, answers.map(lineOf)];
  };
  return [reading()];
}

function readLive(ctx: Ctx, { id, currentCheckId }: MonitorAnswer): Promise<Read>[] {
  if (!currentCheckId) return [];
  const reading = async (): Promise<Read> => {
    const check = toCheckAnswer(await getCheck(ctx, id, currentCheckId));
    return [checkQuery(id, currentCheckId).queryKey, { ...check, pages: [] }];
  };
  return [reading()];
}
