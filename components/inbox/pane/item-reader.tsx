"use client";

import { useQuery } from "@tanstack/react-query";
import { checkPageQuery } from "#components/check/queries.ts";
import { PageDetail } from "#components/check/results/page-detail.tsx";
import { failureOf } from "#components/inbox/item-words.ts";
import type { ItemAnswer } from "#components/inbox/model.ts";
import { ReaderSkeleton } from "#components/inbox/pane/reader-skeleton.tsx";
import { ReadFailure } from "#components/ui/read-failure.tsx";

/** What an item's page said and says. */
export function ItemReader({ item, top }: { item: ItemAnswer; top: number }) {
  const { checkId, checkPageId, monitor } = item;
  const { data: page, error, refetch } = useQuery(checkPageQuery(monitor.id, checkId, checkPageId));
  if (error && page === undefined) return <ReadFailure what="This change" error={error} retry={refetch} />;
  if (page === undefined) return <ReaderSkeleton />;
  if (page === null) {
    return (
      <p className="max-w-prose py-4 text-muted text-sm">
        {item.kind === "failed" ? failureOf(item) : "The check that found this is no longer kept."}
      </p>
    );
  }
  return <PageDetail monitorId={monitor.id} checkId={checkId} page={page} top={top} />;
}
