"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { isMissing } from "#components/data/api.ts";
import { ActButtons } from "#components/inbox/acts/act-buttons.tsx";
import { useActs } from "#components/inbox/acts/use-acts.ts";
import { useItemActs } from "#components/inbox/acts/use-item-acts.tsx";
import { useRunKey } from "#components/inbox/acts/use-run-key.ts";
import { ChangeFoot } from "#components/inbox/change-foot.tsx";
import { ChangeSteps, useNeighbours } from "#components/inbox/change-steps.tsx";
import { ChangeText } from "#components/inbox/change-text.tsx";
import { Talk } from "#components/inbox/comments/talk.tsx";
import type { DeskView } from "#components/inbox/desk-view.ts";
import { findingOf } from "#components/inbox/item-words.ts";
import { NoiseNudge } from "#components/inbox/numbers/noise-nudge.tsx";
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
  if (!item) return null;
  return (
    <div className="-mt-1.5">
      <ChangeText
        key={id}
        item={item}
        steps={<ChangeSteps view={view} id={id} {...neighbours} />}
        acts={<ActButtons items={[item]} acts={acts} />}
        walkOn={(by) => (by === 1 ? neighbours.next?.() : neighbours.previous?.())}
      >
        <NoiseNudge monitorId={item.monitor.id} />
        <Talk itemId={id} />
      </ChangeText>
      <ChangeFoot item={item} acts={acts} {...neighbours} />
      {asking}
      <Notice {...notice} />
    </div>
  );
}
