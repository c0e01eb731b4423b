"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { addressWith, linkedChange } from "#components/check/diff/reading/address.ts";
import { CopyChangeLink } from "#components/check/diff/reading/copy-change-link.tsx";
import { Find } from "#components/check/diff/reading/find.tsx";
import { ReadingBar } from "#components/check/diff/reading/reading-bar.tsx";
import { Readings, useReadings } from "#components/check/diff/reading/readings.tsx";
import { useTop } from "#components/check/results/use-top.ts";
import { useUrlState } from "#components/hooks/use-url-state.ts";
import type { ItemAnswer } from "#components/inbox/model.ts";
import { ItemHeading } from "#components/inbox/pane/item-heading.tsx";
import { ItemReader } from "#components/inbox/pane/item-reader.tsx";
import { useItemVersions } from "#components/inbox/pane/item-versions.ts";
import { ComparedVersions, ReadingTabs } from "#components/inbox/pane/reading-tabs.tsx";
import { withOwnId } from "#components/page/chosen-versions.ts";
import { PageMap } from "#components/page/page-map.tsx";
import { VersionTexts } from "#components/page/version-texts.tsx";

/** A change to be read: the finding as title, what is done with it, and below it the text, in any two versions. */
export function ChangeText({
  item,
  steps,
  acts,
  walkOn,
  children,
}: {
  item: ItemAnswer;
  /** What stands before the title: the way back, and to the items beside this one. */
  steps: ReactNode;
  acts: ReactNode;
  /** Goes on to the item beside this one, when its last change has been walked over. */
  walkOn: (by: 1 | -1) => void;
  /** What is said of it, below the text. */
  children?: ReactNode;
}) {
  const url = useUrlState();
  const versions = useItemVersions(item);
  const linked = linkedChange(versions.isOwn ? item.checkPageId : (item.page?.id ?? null), url.get("change"));
  const body = useRef<HTMLDivElement>(null);
  const top = useTop(body);
  const { page, read, chosen } = versions;
  return (
    <Readings linked={linked} onPlace={(_, change) => url.set({ change: String(change + 1) })}>
      <Find>
        <WalkOn walkOn={walkOn} />
        <div className="flex flex-wrap items-start gap-x-4">
          {steps}
          <div className="min-w-0 flex-1 max-sm:basis-full">
            <ItemHeading item={item} level={1} />
          </div>
          {page && (
            <div className="max-xl:hidden">
              <ComparedVersions page={page} versions={versions} />
            </div>
          )}
        </div>
        <div className="sticky top-12 z-20 flex flex-wrap items-center gap-x-1.5 gap-y-1 border-b bg-background py-1.5 max-sm:static print:hidden">
          <div className="contents max-sm:hidden">{acts}</div>
          <div className="ml-auto flex items-center gap-x-3 max-sm:ml-0">
            <ReadingTabs versions={versions} />
            <ReadingBar compact />
          </div>
        </div>
        <div ref={body} className="flex items-start">
          <div className="min-w-0 flex-1">
            {versions.isOwn || !page ? (
              <ItemReader item={item} top={top} />
            ) : (
              <VersionTexts
                key={`${chosen.from} ${chosen.to}`}
                page={page}
                chosen={chosen}
                onOwnId={(name, own) => versions.choose(withOwnId(read, name, own))}
              />
            )}
          </div>
          {page && chosen.to && <PageMap page={page} versionId={chosen.to} />}
        </div>
        {children}
        <CopyChangeLink addressOf={(_, change) => addressWith({ page: null, change })} />
      </Find>
    </Readings>
  );
}

/** j and k go on where the text ends, as they do from page to page of a check. */
function WalkOn({ walkOn }: { walkOn: (by: 1 | -1) => void }) {
  const { openNext } = useReadings();
  useEffect(() => {
    openNext.current = async (by) => walkOn(by);
    return () => {
      openNext.current = null;
    };
  });
  return null;
}
