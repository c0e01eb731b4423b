"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { checkPageQuery } from "#components/check/queries.ts";
import { useUrlState } from "#components/hooks/use-url-state.ts";
import type { ItemAnswer } from "#components/inbox/model.ts";
import type { Chosen } from "#components/page/chosen-versions.ts";
import type { ReadPage } from "#components/page/version-texts.tsx";
import type { CheckPageAnswer } from "#lib/page/model.ts";

const TABS = ["changes", "captured", "before"] as const;
export type Tab = (typeof TABS)[number];

/** The text that stands before an item's change and the one after it, as far as there are both. */
export function versionsOf(item: ItemAnswer, page: CheckPageAnswer | null | undefined): Chosen {
  if (!page) return { from: null, to: null };
  const { id, previousScrapeId, currentScrapeId } = page;
  switch (item.kind) {
    case "changed":
      return { from: previousScrapeId, to: currentScrapeId ?? id };
    case "new":
    case "recovered":
      return { from: null, to: currentScrapeId ?? id };
    case "removed":
    case "failed":
      // What is no longer there is read as it was when it last was.
      return { from: null, to: previousScrapeId };
  }
}

/** The version that somebody read last, where the item's page changed again since: what it is compared with. */
function lastReadVersion({ kind, pages, changesSinceRead, lastRead }: ItemAnswer): string | null {
  return kind === "changed" && pages === 1 && changesSinceRead > 0 ? (lastRead?.checkPageId ?? null) : null;
}

/** As `lastReadVersion` when the item came on screen: to be read is what makes it another one. */
export function useLastRead(item: ItemAnswer): string | null {
  const [held] = useState(() => lastReadVersion(item));
  return held;
}

/** What is read of an item: as it is found, or as the address asks for it. */
export function useItemVersions(item: ItemAnswer) {
  const url = useUrlState();
  const { data: found } = useQuery(checkPageQuery(item.monitor.id, item.checkId, item.checkPageId));
  const since = useLastRead(item);
  const newest = versionsOf(item, found);
  const own: Chosen = since && newest.to ? { from: since, to: newest.to } : newest;
  const asked: Chosen = { from: url.get("from"), to: url.get("to") };
  const isAsked = asked.from !== null || asked.to !== null;
  const read: Chosen = isAsked ? { from: asked.from, to: asked.to ?? own.to } : own;
  const shown = TABS.find((tab) => tab === url.get("show")) ?? "changes";
  const tab: Tab = read.from === null && shown === "before" ? "captured" : shown;
  const page: ReadPage | null = item.page && {
    monitorId: item.monitor.id,
    pageId: item.page.id,
    url: item.page.url,
  };
  return {
    page,
    read,
    tab,
    /** Whether the very change that was found is read, and nothing that was chosen instead of it. */
    isOwn: !isAsked && tab === "changes" && !since,
    /** Whether all that came since the reader looked last is read as one difference. */
    isSinceRead: !isAsked && tab === "changes" && since !== null,
    chosen: { changes: read, captured: { from: null, to: read.to }, before: { from: null, to: read.from } }[
      tab
    ] as Chosen,
    show: (next: Tab) => url.set({ show: next === "changes" ? null : next, change: null, line: null }),
    choose: ({ from, to }: Chosen) => url.set({ from, to, show: null, change: null, line: null }),
  };
}

export type ItemVersions = ReturnType<typeof useItemVersions>;
