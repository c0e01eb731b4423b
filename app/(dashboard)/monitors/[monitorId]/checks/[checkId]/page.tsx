import type { Metadata } from "next";
import { z } from "zod";
import { orNotFound } from "#app/_server/or-not-found.ts";
import { orSkeleton } from "#app/_server/or-skeleton.tsx";
import { requireMember } from "#app/_server/page-caller.ts";
import { Prefetched } from "#app/_server/prefetched.tsx";
import { idOrNotFound, readMonitorOfPage } from "#app/_server/read-monitor-page.ts";
import { CheckView } from "#components/check/check-view.tsx";
import { CheckSkeleton } from "#components/check/skeleton.tsx";
import { checkQuery, monitorQuery } from "#components/data/queries.ts";
import { NoteReading } from "#components/first-steps/note-reading.tsx";
import { getCheck, toCheckAnswer } from "#lib/check/index.ts";
import { PageStatus } from "#lib/page/model.ts";
import { readFirstSteps } from "#lib/team/index.ts";
import { firstReads } from "./first-reads.ts";

type Props = {
  params: Promise<{ monitorId: string; checkId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const monitor = await readMonitorOfPage((await params).monitorId);
  return { title: `Check · ${monitor.name}` };
}

export default function CheckPage(props: Props) {
  return orSkeleton(checkPage(props), <CheckSkeleton />);
}

async function checkPage({ params, searchParams }: Props) {
  const { monitorId, checkId } = await params;
  const ctx = await requireMember();
  const monitor = await readMonitorOfPage(monitorId);
  const row = await orNotFound(getCheck(ctx, monitorId, idOrNotFound(checkId)));
  const check = toCheckAnswer(row);
  const firstSteps = await readFirstSteps(ctx);
  const search = await searchParams;
  const { reads, pinned } = await firstReads(ctx, check, {
    status: PageStatus.safeParse(search.status).data,
    page: z.uuid().safeParse(search.page).data ?? null,
  });
  return (
    <Prefetched
      reads={[
        [monitorQuery(monitorId).queryKey, monitor],
        [checkQuery(monitorId, checkId).queryKey, { ...check, pages: [] }],
        ...reads,
      ]}
    >
      {firstSteps === "open" && <NoteReading monitorId={monitorId} checkId={checkId} />}
      <CheckView
        key={checkId}
        monitorId={monitorId}
        checkId={checkId}
        startedBy={row.startedBy}
        pinned={pinned}
      />
    </Prefetched>
  );
}
