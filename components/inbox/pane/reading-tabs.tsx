"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import type { ItemVersions, Tab } from "#components/inbox/pane/item-versions.ts";
import { KEYS } from "#components/keys/map.ts";
import { useKeys } from "#components/keys/use-keys.ts";
import { versionsQuery } from "#components/page/queries.ts";
import { VersionChooser } from "#components/page/version-chooser.tsx";
import type { ReadPage } from "#components/page/version-texts.tsx";
import { Choice } from "#components/ui/choice.tsx";

const WORDS: Record<Tab, string> = { changes: "Changes", captured: "As captured", before: "Before" };

/** What is read of the change: the difference, or one of the two texts. */
export function ReadingTabs({ versions }: { versions: ItemVersions }) {
  const { read, tab, show } = versions;
  const tabs: Tab[] = read.from === null ? ["changes", "captured"] : ["changes", "captured", "before"];
  return (
    <Choice
      legend="What to read"
      value={tab}
      options={tabs.map((value) => ({ value, label: WORDS[value] }))}
      onChange={show}
    />
  );
}

/** Any two versions of the page; the older or newer one by key. */
export function ComparedVersions({ page, versions }: { page: ReadPage; versions: ItemVersions }) {
  const { data } = useInfiniteQuery(versionsQuery(page.monitorId, page.pageId));
  const list = data?.pages.flatMap((one) => one.data) ?? [];
  const { read, choose } = versions;
  const at = list.findIndex(({ id }) => id === read.to);
  const step = (by: 1 | -1) => {
    const next = at < 0 ? undefined : list[at + by];
    if (next) choose({ to: next.id, from: list[at + by + 1]?.id ?? null });
  };
  useKeys({ older: () => step(1), newer: () => step(-1) });
  if (list.length < 2) return null;
  return (
    <div
      className="text-muted print:hidden"
      title={`Older and newer version: ${KEYS.older.key} and ${KEYS.newer.key}`}
    >
      <VersionChooser versions={list} chosen={read} choose={choose} />
    </div>
  );
}
