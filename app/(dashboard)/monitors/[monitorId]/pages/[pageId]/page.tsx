import type { Metadata } from "next";
import { z } from "zod";
import { orNotFound } from "#app/_server/or-not-found.ts";
import { orSkeleton } from "#app/_server/or-skeleton.tsx";
import { requireMember } from "#app/_server/page-caller.ts";
import { Prefetched } from "#app/_server/prefetched.tsx";
import { idOrNotFound, readMonitorOfPage } from "#app/_server/read-monitor-page.ts";
import { monitorQuery } from "#components/data/queries.ts";
import { PageView } from "#components/page/page-view.tsx";
import { pageQuery } from "#components/page/queries.ts";
import { PageSkeleton } from "#components/page/skeleton.tsx";
import { nameOf } from "#components/page/version-links.tsx";
import { getTrackedPage } from "#lib/page/index.ts";
import { firstReads } from "./first-reads.ts";

type Props = {
  params: Promise<{ monitorId: string; pageId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { monitorId, pageId } = await params;
  const ctx = await requireMember();
  const page = await orNotFound(getTrackedPage(ctx, idOrNotFound(monitorId), idOrNotFound(pageId)));
  return { title: nameOf(page.url) };
}

export default function PageOverTime(props: Props) {
  return orSkeleton(pageOverTime(props), <PageSkeleton />);
}

async function pageOverTime({ params, searchParams }: Props) {
  const { monitorId, pageId } = await params;
  const ctx = await requireMember();
  const monitor = await readMonitorOfPage(monitorId);
  const page = await orNotFound(getTrackedPage(ctx, monitorId, idOrNotFound(pageId)));
  const search = await searchParams;
  const id = (value: unknown) => z.guid().safeParse(value).data ?? null;
  const reads = await firstReads(ctx, page, monitorId, { from: id(search.from), to: id(search.to) });
  return (
    <Prefetched
      reads={[
        [monitorQuery(monitorId).queryKey, monitor],
        [pageQuery(monitorId, pageId).queryKey, page],
        ...reads,
      ]}
    >
      <PageView key={pageId} monitorId={monitorId} pageId={pageId} />
    </Prefetched>
  );
}
