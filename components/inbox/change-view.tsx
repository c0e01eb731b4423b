"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { addressWith, linkedChange } from "#components/check/diff/reading/address.ts";
import { CopyChangeLink } from "#components/check/diff/reading/copy-change-link.tsx";
import { Find } from "#components/check/diff/reading/find.tsx";
import { ReadingBar } from "#components/check/diff/reading/reading-bar.tsx";
import { Readings } from "#components/check/diff/reading/readings.tsx";
import { useTop } from "#components/check/results/use-top.ts";
import { isMissing } from "#components/data/api.ts";
import { useUrlState } from "#components/hooks/use-url-state.ts";
import { ActButtons } from "#components/inbox/acts/act-buttons.tsx";
import { useActs } from "#components/inbox/acts/use-acts.ts";
import { useItemActs } from "#components/inbox/acts/use-item-acts.tsx";
import { useRunKey } from "#components/inbox/acts/use-run-key.ts";
import { ChangeFoot } from "#components/inbox/change-foot.tsx";
import { ChangeSteps, useNeighbours } from "#components/inbox/change-steps.tsx";
import type { DeskView } from "#components/inbox/desk-view.ts";
import { findingOf } from "#components/inbox/item-words.ts";
import { ItemHeading } from "#components/inbox/pane/item-heading.tsx";
import { ItemReader } from "#components/inbox/pane/item-reader.tsx";
import { useRead } from "#components/inbox/pane/use-read.ts";
import { itemQuery } from "#components/inbox/queries.ts";
import { ChangeSkeleton } from "#components/inbox/skeleton.tsx";
import { useView } from "#components/inbox/use-desk-view.ts";
import { useShownItem } from "#components/inbox/use-shown-item.ts";
import { useKeys } from "#components/keys/use-keys.ts";
import { useMe } from "#components/shell/me.tsx";
import { NotHere } from "#components/shell/not-here.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { ReadFailure } from "#components/ui/read-failure.tsx";

/** One item on a page of its own, which a link leads to; and, through the list it is of, the next and the one before. */
export function ChangeView() {
  const view = useView();
  const { id, go } = useShownItem(view);
  const { data, error, refetch } = useQuery(itemQuery(id, view));
  if (isMissing(error)) return <NotHere />;
  if (error && !data) return <ReadFailure what="This change" error={error} retry={refetch} />;
  if (!data) return <ChangeSkeleton />;
  return <Change id={id} view={view} go={go} />;
}

function Change({ id, view, go }: { id: string; view: DeskView; go: (id: string) => void }) {
  const me = useMe();
  const url = useUrlState();
  const { data } = useQuery(itemQuery(id, view));
  const neighbours = useNeighbours(id, view, go);
  const { pending, notice, act, undo } = useActs(me, ([item]) => item && go(item.id));
  const item = data && (pending.get(id) ?? data);
  useRead(data);
  const { acts, asking } = useItemActs({
    targets: () => (item ? [item] : []),
    act: (items, what) => {
      act(items, what);
      if (what.act === "done" || what.act === "noise" || what.act === "snooze") neighbours.next?.();
    },
    undo,
    announce: notice.announce,
  });
  useKeys({
    ...(neighbours.next && { nextItem: neighbours.next }),
    ...(neighbours.previous && { previousItem: neighbours.previous }),
  });
  useRunKey(item, notice.announce);
  const title = item && `${findingOf(item)} · Tidemark`;
  useEffect(() => {
    if (title) document.title = title;
  }, [title]);
  const body = useRef<HTMLDivElement>(null);
  const top = useTop(body);
  if (!item) return null;
  const linked = linkedChange(item.checkPageId, url.get("change"));
  return (
    <div className="-mt-1.5">
      <Readings key={id} linked={linked} onPlace={(_, change) => url.set({ change: String(change + 1) })}>
        <Find>
          <ChangeSteps view={view} id={id} {...neighbours} />
          <ItemHeading item={item} level={1} />
          <div className="sticky top-12 z-20 flex flex-wrap items-center gap-x-1.5 gap-y-1 border-b bg-background py-1.5 max-sm:contents print:hidden">
            <div className="contents max-sm:hidden">
              <ActButtons items={[item]} acts={acts} />
            </div>
            <div className="ml-auto max-sm:contents">
              <ReadingBar />
            </div>
          </div>
          <div ref={body} className="max-sm:mt-2 max-sm:border-t">
            <ItemReader item={item} top={top} />
          </div>
          <CopyChangeLink addressOf={(_, change) => addressWith({ page: null, change })} />
          <ChangeFoot item={item} acts={acts} {...neighbours} />
        </Find>
      </Readings>
      {asking}
      <Notice {...notice} />
    </div>
  );
}
