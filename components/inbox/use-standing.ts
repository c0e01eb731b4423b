"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type RefObject, useEffect, useRef } from "react";
import { serverNow } from "#components/data/server-clock.ts";
import { useMedia } from "#components/hooks/use-media.ts";
import { type Act, belongsTo, shownAfter } from "#components/inbox/acts/act.ts";
import { type DeskView, itemAddress } from "#components/inbox/desk-view.ts";
import type { ListHandle } from "#components/inbox/list/item-list.tsx";
import type { ItemAnswer } from "#components/inbox/model.ts";
import { itemQuery } from "#components/inbox/queries.ts";
import { useKeys } from "#components/keys/use-keys.ts";
import { useMe } from "#components/shell/me.tsx";

/** From this width on the change stands beside the list. */
const ROOM_FOR_BOTH = "(min-width: 1100px)";

/**
 * The item one stands on: walked by keys and buttons, moved on from when it is dealt with, and kept while somebody else
 * takes it out of the list.
 */
export function useStanding({
  items,
  named,
  view,
  stand,
  handle,
  scroller,
  select,
}: {
  items: readonly ItemAnswer[];
  /** The item that the address names. */
  named: string | null;
  view: DeskView;
  stand: (id: string | null) => void;
  handle: RefObject<ListHandle | null>;
  scroller: RefObject<HTMLElement | null>;
  select: (id: string) => void;
}) {
  const router = useRouter();
  const me = useMe();
  const wide = useMedia(ROOM_FOR_BOTH, true);
  const found = named === null ? -1 : items.findIndex(({ id }) => id === named);
  /** Where one stood last: an item that has left the list is walked on from there. */
  const lastAt = useRef(0);
  if (found >= 0) lastAt.current = found;
  const left = useQuery({
    ...itemQuery(named ?? "", view),
    enabled: named !== null && found < 0 && wide && items.length > 0,
  });
  const first = wide ? items[0] : undefined;
  const current = items[found] ?? (named ? (left.data ?? (left.isError ? first : undefined)) : first);
  const at = found >= 0 ? found : named ? Math.min(lastAt.current, Math.max(0, items.length - 1)) : 0;

  const focusOn = useRef<string | null>(null);
  const go = (index: number) => {
    const item = items[index];
    if (!item) return;
    stand(item.id);
    focusOn.current = item.id;
    handle.current?.bringIntoView(index);
  };
  // The row is drawn some frames after the list was scrolled to it.
  useEffect(() => {
    const id = focusOn.current;
    if (!id) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-item="${id}"] a`);
    if (!row) return;
    focusOn.current = null;
    row.focus({ preventScroll: true });
  });
  const step = (by: 1 | -1) => {
    const isBegun = named !== null || wide;
    const from = found < 0 && named !== null && by === 1 ? at - 1 : at;
    go(isBegun ? Math.max(0, Math.min(items.length - 1, from + by)) : 0);
  };

  // What is read begins with its beginning.
  const shownId = current?.id;
  const shownBefore = useRef(shownId);
  useEffect(() => {
    if (shownBefore.current === shownId) return;
    shownBefore.current = shownId;
    const top = scroller.current?.getBoundingClientRect().top ?? 0;
    if (wide && top < 200 && window.scrollY > 0) window.scrollTo({ top: 0 });
  }, [shownId, wide, scroller]);

  /** Leaves items that are about to leave the list, for the next one that stays. */
  const moveOn = (acted: readonly ItemAnswer[], act: Act) => {
    const now = { me, now: serverNow() };
    const leaving = new Set(
      acted.flatMap((item) => (belongsTo(view.view, shownAfter(item, act, now), now) ? [] : [item.id])),
    );
    if (!current || !leaving.has(current.id)) return;
    const stays = (item: ItemAnswer) => !leaving.has(item.id);
    const next = items.slice(at + 1).find(stays) ?? items.slice(0, at).findLast(stays);
    stand(next?.id ?? null);
    focusOn.current = next?.id ?? null;
  };

  /** Goes back to what was undone. */
  const follow = ([item]: readonly ItemAnswer[]) => {
    if (!item) return;
    stand(item.id);
    focusOn.current = item.id;
  };

  useKeys({
    next: () => step(1),
    previous: () => step(-1),
    nextItem: () => step(1),
    previousItem: () => step(-1),
    open: () => current && router.push(itemAddress(current.id, view)),
    select: () => current && select(current.id),
  });
  return { wide, current, at, step, moveOn, follow };
}
