"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { checkPageQuery } from "#components/check/queries.ts";
import { PageDetail } from "#components/check/results/page-detail.tsx";
import { failureOf } from "#components/inbox/item-words.ts";
import type { ItemAnswer, ItemChange } from "#components/inbox/model.ts";
import { useLastRead, versionsOf } from "#components/inbox/pane/item-versions.ts";
import { PagesOfItem } from "#components/inbox/pane/pages-of-item.tsx";
import { ReaderSkeleton } from "#components/inbox/pane/reader-skeleton.tsx";
import { VersionTexts } from "#components/page/version-texts.tsx";
import { ReadFailure } from "#components/ui/read-failure.tsx";

/** What was found, to be read: the difference, or the text of a page that came, went, or cannot be read now. */
export function ItemReader({ item, top }: { item: ItemAnswer; top: number }) {
  const [chosen, choose] = useState<ItemChange | null>(null);
  const since = useLastRead(item);
  const isSince = since !== null && item.page !== null && since !== item.checkPageId;
  return (
    <>
      {item.pages > 1 && <PagesOfItem item={item} chosen={chosen} choose={choose} />}
      {isSince && item.page ? (
        <section aria-label="Since you last read it" className="mt-2">
          <p className="pb-1.5 text-muted text-sm">
            {item.changesSinceRead > 1 ? `${item.changesSinceRead} changes` : "What changed"} since you last
            read it, as one
          </p>
          <VersionTexts
            page={{ monitorId: item.monitor.id, pageId: item.page.id, url: item.page.url }}
            chosen={{ from: since, to: item.checkPageId }}
            onOwnId={() => {}}
          />
        </section>
      ) : (
        <ChangeReading item={{ ...item, ...chosen }} top={top} key={chosen?.id} />
      )}
    </>
  );
}

/** One change of an item, and of one page. */
function ChangeReading({ item, top }: { item: ItemAnswer; top: number }) {
  const { checkId, checkPageId, monitor } = item;
  const { data: page, error, refetch } = useQuery(checkPageQuery(monitor.id, checkId, checkPageId));
  if (error && page === undefined) {
    return <ReadFailure what="This change" error={error} retry={refetch} />;
  }
  if (page === undefined) return <ReaderSkeleton />;
  if (page === null) {
    return (
      <p className="max-w-prose py-4 text-muted text-sm">
        {item.kind === "failed" ? failureOf(item) : "The check that found this is no longer kept."}
      </p>
    );
  }
  const { to } = versionsOf(item, page);
  return (
    <>
      <PageDetail monitorId={monitor.id} checkId={checkId} page={page} top={top} />
      {item.kind !== "changed" && to && item.page && (
        <section aria-label={item.kind === "new" ? "Its text" : "What it said"} className="mt-3">
          <h3 className="border-b pb-1.5 font-medium text-sm">
            {item.kind === "new" || item.kind === "recovered"
              ? "What it says"
              : "What it said when it could last be read"}
          </h3>
          <VersionTexts
            page={{ monitorId: monitor.id, pageId: item.page.id, url: item.page.url }}
            chosen={{ from: null, to }}
            onOwnId={() => {}}
          />
        </section>
      )}
    </>
  );
}
