"use client";

/*
 * One change of a page, to be read: the parts of every screen that shows one (a change's page, a shared link).
 *
 *   <ChangeReader
 *     page={{ monitorId, pageId, url }}
 *     from={…} to={…}       versions by their ids; any fetch that saw a version names it, too. `from` is null where there
 *                           was nothing before it (a new page): the text is then read as it was captured.
 *     named={[…]}           versions with names in the chooser of the left side: { id, name: "when you last read it" }.
 *     onChoose={…}          somebody chose other versions. Keep them (the address is the place: ?from=&to=) and hand them
 *                           back as `from` and `to`; nothing changes on screen until you do.
 *     title={…}             the finding, in words: it becomes the heading. `beside` stands in the line below it.
 *   >
 *     comments and the like, below the text
 *   </ChangeReader>
 *
 * In the address it keeps, by itself: show=captured|before (the tab), change=N (a hunk, from 1), line=N (a line of the
 * text as it is now). It answers the keys j k v y / and leaves all others to the screen. It reads through the API
 * (versionQuery, versionsQuery of queries.ts), so a screen that wants to be drawn by the server prefetches those.
 * Load it with next/dynamic where most visitors never open it.
 */

import { useInfiniteQuery } from "@tanstack/react-query";
import { Tabs } from "radix-ui";
import { type ReactNode, useState } from "react";
import { addressWith, linkedChange } from "#components/check/diff/reading/address.ts";
import { CopyChangeLink } from "#components/check/diff/reading/copy-change-link.tsx";
import { Find } from "#components/check/diff/reading/find.tsx";
import { ReadingBar } from "#components/check/diff/reading/reading-bar.tsx";
import { Readings } from "#components/check/diff/reading/readings.tsx";
import { useUrlState } from "#components/hooks/use-url-state.ts";
import { type Chosen, withOwnId } from "#components/page/chosen-versions.ts";
import { PageMap } from "#components/page/page-map.tsx";
import { versionsQuery } from "#components/page/queries.ts";
import { type NamedVersion, VersionChooser } from "#components/page/version-chooser.tsx";
import { type ReadPage, VersionTexts } from "#components/page/version-texts.tsx";
import { cn } from "#components/ui/class-names.ts";

type ChangeReaderProps = {
  page: ReadPage;
  from: string | null;
  to: string;
  named?: readonly NamedVersion[];
  onChoose: (chosen: { from: string | null; to: string }) => void;
  title: ReactNode;
  beside?: ReactNode;
  children?: ReactNode;
};

type Tab = "changes" | "captured" | "before";

export function ChangeReader({
  page,
  from,
  to,
  named,
  onChoose,
  title,
  beside,
  children,
}: ChangeReaderProps) {
  const url = useUrlState();
  const [linked] = useState(() => linkedChange(page.pageId, url.get("change")));
  const list = useInfiniteQuery(versionsQuery(page.monitorId, page.pageId));
  const versions = list.data?.pages.flatMap(({ data }) => data) ?? [];
  const tab = tabOf(url.get("show"), from);
  const choose = (chosen: Chosen) => onChoose({ from: chosen.from, to: chosen.to ?? to });
  const shown: Record<Tab, Chosen> = {
    changes: { from, to },
    captured: { from: null, to },
    before: { from: null, to: from },
  };
  return (
    <Readings linked={linked} onPlace={(_, change) => url.set({ change: String(change + 1) })}>
      <Find>
        <h1 className="font-semibold text-xl [overflow-wrap:anywhere]">{title}</h1>
        {beside}
        <div className="mt-2 print:hidden">
          <VersionChooser versions={versions} chosen={{ from, to }} choose={choose} named={named} />
        </div>
        <Tabs.Root
          value={tab}
          onValueChange={(show) =>
            url.set({ show: show === "changes" ? null : show, change: null, line: null })
          }
          className="mt-2"
        >
          <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-1 border-b print:hidden">
            <Tabs.List aria-label="What to read" className="flex gap-4">
              <TabName value="changes" isThere={from !== null}>
                Changes
              </TabName>
              <TabName value="captured">As captured</TabName>
              <TabName value="before" isThere={from !== null}>
                Before
              </TabName>
            </Tabs.List>
            <div className="pb-1.5">
              <ReadingBar />
            </div>
          </div>
          <Tabs.Content value={tab} tabIndex={-1} className="flex items-start outline-none">
            <section aria-label="Text of the page" className="min-w-0 flex-1 [&>div]:border-t-0">
              <VersionTexts
                key={`${tab} ${from} ${to}`}
                page={page}
                chosen={shown[tab]}
                onOwnId={(name, own) => choose(withOwnId({ from, to }, name, own))}
              />
            </section>
            <PageMap page={page} versionId={tab === "before" && from !== null ? from : to} />
          </Tabs.Content>
        </Tabs.Root>
        {children}
        <CopyChangeLink addressOf={(_, change) => addressWith({ page: null, change })} />
      </Find>
    </Readings>
  );
}

function tabOf(show: string | null, from: string | null): Tab {
  if (show === "captured" || from === null) return "captured";
  return show === "before" ? "before" : "changes";
}

function TabName({
  value,
  isThere = true,
  children,
}: {
  value: Tab;
  isThere?: boolean;
  children: ReactNode;
}) {
  return (
    <Tabs.Trigger
      value={value}
      disabled={!isThere}
      title={isThere ? undefined : "There was nothing before this version"}
      className={cn(
        "-mb-px border-transparent border-b-2 py-1.5 text-muted text-sm hover:text-foreground disabled:opacity-50 pointer-coarse:py-3",
        "data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-foreground",
      )}
    >
      {children}
    </Tabs.Trigger>
  );
}
