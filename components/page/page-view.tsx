"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { isMissing } from "#components/data/api.ts";
import { monitorQuery } from "#components/data/queries.ts";
import { useKeys } from "#components/keys/use-keys.ts";
import { useChosenVersions } from "#components/page/chosen-versions.ts";
import { FindInVersions } from "#components/page/find-in-versions.tsx";
import { PageHeader } from "#components/page/page-header.tsx";
import { pageQuery, timelineQuery, versionsQuery } from "#components/page/queries.ts";
import { Timeline } from "#components/page/timeline.tsx";
import { VersionList } from "#components/page/version-list.tsx";
import { VersionReader } from "#components/page/version-reader.tsx";
import { NotHere } from "#components/shell/not-here.tsx";
import { ReadFailure } from "#components/ui/read-failure.tsx";

/** One page over time: its versions, one of them to read, or two of them compared. */
export function PageView({ monitorId, pageId }: { monitorId: string; pageId: string }) {
  const monitor = useQuery(monitorQuery(monitorId));
  const page = useQuery(pageQuery(monitorId, pageId));
  const list = useInfiniteQuery(versionsQuery(monitorId, pageId));
  const { data: line } = useQuery(timelineQuery(monitorId, pageId));
  const versions = useMemo(() => list.data?.pages.flatMap(({ data }) => data) ?? [], [list.data]);
  const { chosen, choose, older, newer } = useChosenVersions(versions);
  useKeys({ older, newer });
  const failed = [monitor, page, list].find(({ error }) => error);
  if (isMissing(failed?.error)) return <NotHere />;
  if (!monitor.data || !page.data || !list.data) {
    return failed?.error ? (
      <ReadFailure what="This page" error={failed.error} retry={() => failed.refetch()} />
    ) : null;
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <PageHeader
        monitor={monitor.data}
        page={page.data}
        // The line through time has them all, and the list as many as somebody has asked for.
        versions={line ? line.versions.toReversed() : versions}
        more={line ? !line.complete : list.hasNextPage}
      />
      {versions.length === 0 ? (
        <p className="border-t py-6 text-muted text-sm">
          Nothing of this page is kept: no check could read it so far.
        </p>
      ) : (
        <>
          <FindInVersions monitorId={monitorId} pageId={pageId} choose={choose} />
          <Timeline monitorId={monitorId} pageId={pageId} chosen={chosen} choose={choose} />
          <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-6 gap-y-4 lg:grid-cols-[20rem_minmax(0,1fr)]">
            <VersionList
              monitorId={monitorId}
              pageId={pageId}
              versions={versions}
              chosen={chosen}
              choose={choose}
              more={list.hasNextPage}
              reading={list.isFetchingNextPage}
              onMore={() => void list.fetchNextPage()}
            />
            <VersionReader
              page={page.data}
              monitorId={monitorId}
              versions={versions}
              chosen={chosen}
              choose={choose}
            />
          </div>
        </>
      )}
    </div>
  );
}
