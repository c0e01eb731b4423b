"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { serverNow } from "#components/data/server-clock.ts";
import { useHydrated } from "#components/hooks/use-hydrated.ts";
import { useNow } from "#components/hooks/use-now.ts";
import { usePointedAt } from "#components/hooks/use-pointed-at.ts";
import { useActs } from "#components/inbox/acts/use-acts.ts";
import { useItemActs } from "#components/inbox/acts/use-item-acts.tsx";
import { useActRefusal } from "#components/inbox/acts/use-may-act.ts";
import { useRunKey } from "#components/inbox/acts/use-run-key.ts";
import { itemAddress } from "#components/inbox/desk-view.ts";
import { linesOf } from "#components/inbox/list/days.ts";
import { EmptyList } from "#components/inbox/list/empty.tsx";
import { InboxBar } from "#components/inbox/list/inbox-bar.tsx";
import { ItemList, type ListHandle } from "#components/inbox/list/item-list.tsx";
import { ItemRow } from "#components/inbox/list/item-row.tsx";
import { NewAbove } from "#components/inbox/list/new-above.tsx";
import { useItems } from "#components/inbox/list/use-items.ts";
import { useRowActs } from "#components/inbox/list/use-row-acts.ts";
import { useSelected } from "#components/inbox/list/use-selected.ts";
import { countsWithPending, withPending } from "#components/inbox/list/with-pending.ts";
import type { ItemAnswer } from "#components/inbox/model.ts";
import { PaneLater } from "#components/inbox/pane/pane-later.tsx";
import { countsQuery } from "#components/inbox/queries.ts";
import { ListSkeleton } from "#components/inbox/skeleton.tsx";
import { useDeskView } from "#components/inbox/use-desk-view.ts";
import { useStanding } from "#components/inbox/use-standing.ts";
import { useMe } from "#components/shell/me.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { ReadFailure } from "#components/ui/read-failure.tsx";

const NONE: readonly ItemAnswer[] = [];

/** The inbox: what changed, in a list, and beside it, where there is room, the change one stands on. */
export function Desk({ first = NONE }: { first?: readonly ItemAnswer[] }) {
  const me = useMe();
  const mayAct = useActRefusal() === null;
  const { view, named, show, stand } = useDeskView();
  const [sight, setSight] = useState<readonly [number, number]>([0, 0]);
  const [scrolled, setScrolled] = useState(false);
  const [pointed, pointing] = usePointedAt();
  const scroller = useRef<HTMLDivElement>(null);
  const handle = useRef<ListHandle>(null);
  const { pending, notice, act, undo } = useActs(me, (items) => standing.follow(items));
  const { shown, admit, list } = useItems(view, scrolled || pointed, sight);
  const { data: counts } = useQuery(countsQuery(view.filters));
  const now = useNow(60_000);
  const at = { me, now: serverNow() };
  const here = useHydrated();
  // What the server drew is taken over as it is, also when something has changed since.
  const read = here ? (shown?.items ?? NONE) : first;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the moment matters only when something else changes
  const items = useMemo(() => withPending(read, pending, view.view, at), [read, pending, view.view, me]);
  const lines = useMemo(() => linesOf(items, now), [items, now]);
  const selected = useSelected(items);
  const select = (id: string) => selected.toggle(id, false);
  const standing = useStanding({ items, named, view, stand, handle, scroller, select });
  const { current, wide } = standing;
  const { acts, snooze, asking } = useItemActs({
    targets: () => (selected.selected.length > 0 ? selected.selected : current ? [current] : []),
    act: (before, what) => {
      standing.moveOn(before, what);
      selected.clear();
      act(before, what);
    },
    undo,
    announce: notice.announce,
  });
  const rowActs = useRowActs({
    show: (id) => {
      if (wide) stand(id);
      return wide;
    },
    select: selected.toggle,
    done: (id) =>
      act(
        items.filter((item) => item.id === id),
        { act: "done" },
      ),
    snooze: (id) => snooze(items.filter((item) => item.id === id)),
  });
  useRunKey(current, notice.announce);
  const total = countsWithPending(here ? counts : undefined, read, pending, at);
  return (
    <div className="-mt-3 -mb-8 grid grid-cols-[minmax(0,1fr)] min-[1100px]:grid-cols-[400px_minmax(0,1fr)]">
      <section
        aria-label="Inbox"
        className="flex h-[calc(100dvh-3rem-1px-var(--foot))] min-w-0 flex-col pt-1.5 min-[1100px]:sticky min-[1100px]:top-[calc(3rem+1px)] min-[1100px]:border-r min-[1100px]:pr-3"
      >
        <InboxBar view={view} counts={total} show={show} items={items} selected={selected} acts={acts} />
        <div className="relative min-h-0 flex-1" {...pointing}>
          <NewAbove
            waiting={shown?.waiting ?? 0}
            admit={() => {
              admit();
              handle.current?.toTop();
            }}
          />
          <div
            ref={scroller}
            onScroll={({ currentTarget }) => setScrolled(currentTarget.scrollTop > 8)}
            className="h-full overflow-y-auto overscroll-contain border-t"
          >
            {list.error && !shown && (
              <div className="py-3">
                <ReadFailure what="The inbox" error={list.error} retry={list.refetch} />
              </div>
            )}
            {!(here ? shown : first.length > 0) && !list.error && <ListSkeleton />}
            {shown && here && items.length === 0 && (
              <EmptyList view={view} widen={() => show({ ...view, filters: {} })} />
            )}
            {items.length > 0 && (
              <ItemList
                label="Changes"
                lines={lines}
                scroller={scroller}
                handle={handle}
                more={here && list.hasNextPage}
                onMore={list.fetchNextPage}
                onSight={setSight}
                draw={({ item }) => (
                  <ItemRow
                    item={item}
                    href={itemAddress(item.id, view)}
                    meId={me.id}
                    current={wide && item.id === current?.id}
                    selected={selected.has(item.id)}
                    selecting={selected.selected.length > 0}
                    gone={shown?.gone.has(item.id) ?? false}
                    mayAct={mayAct}
                    acts={rowActs}
                  />
                )}
              />
            )}
          </div>
        </div>
      </section>
      <div className="hidden min-w-0 pt-2 pb-8 pl-5 min-[1100px]:block">
        {wide && current && (
          <PaneLater
            key={current.id}
            item={pending.get(current.id) ?? current}
            view={view}
            acts={acts}
            position={{ at: standing.at + 1, of: Math.max(items.length, total?.[view.view] ?? 0) }}
            step={standing.step}
          />
        )}
      </div>
      {asking}
      <Notice {...notice} />
    </div>
  );
}
