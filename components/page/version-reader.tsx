"use client";

import { useState } from "react";
import { addressWith, linkedChange } from "#components/check/diff/reading/address.ts";
import { CopyChangeLink } from "#components/check/diff/reading/copy-change-link.tsx";
import { Find } from "#components/check/diff/reading/find.tsx";
import { ReadingBar } from "#components/check/diff/reading/reading-bar.tsx";
import { Readings } from "#components/check/diff/reading/readings.tsx";
import { useUrlState } from "#components/hooks/use-url-state.ts";
import { type Chosen, withOwnId } from "#components/page/chosen-versions.ts";
import { VersionChooser } from "#components/page/version-chooser.tsx";
import { VersionKeeping } from "#components/page/version-keeping.tsx";
import { VersionTexts } from "#components/page/version-texts.tsx";
import type { PageVersionAnswer, TrackedPageAnswer } from "#lib/page/model.ts";

/** One version as it was captured, or what differs between two. */
export function VersionReader({
  page,
  monitorId,
  versions,
  chosen,
  choose,
}: {
  page: TrackedPageAnswer;
  monitorId: string;
  versions: readonly PageVersionAnswer[];
  chosen: Chosen;
  choose: (chosen: Chosen) => void;
}) {
  const url = useUrlState();
  const [linked] = useState(() => linkedChange(page.id, url.get("change")));
  const [find] = useState(() => url.get("find") ?? "");
  const shown = versions.find(({ id }) => id === chosen.to);
  return (
    <Readings linked={linked} onPlace={(_, change) => url.set({ change: String(change + 1) })}>
      <Find words={find}>
        <section aria-label="Text of the page">
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 pb-2">
            <VersionChooser versions={versions} chosen={chosen} choose={choose} />
            <ReadingBar />
          </div>
          {shown && (
            <div className="pb-2">
              <VersionKeeping key={shown.id} monitorId={monitorId} pageId={page.id} version={shown} />
            </div>
          )}
          <VersionTexts
            key={`${chosen.from} ${chosen.to}`}
            page={{ monitorId, pageId: page.id, url: page.url }}
            chosen={chosen}
            onOwnId={(named, own) => choose(withOwnId(chosen, named, own))}
          />
        </section>
        <CopyChangeLink addressOf={(_, change) => addressWith({ page: null, change })} />
      </Find>
    </Readings>
  );
}
