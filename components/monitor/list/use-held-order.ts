"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { type MonitorList, monitorsQuery } from "#components/data/queries.ts";
import { type ListView, listViewHref, PAGE_SIZE } from "#components/monitor/list/list-view.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

const NONE: MonitorAnswer[] = [];

/**
 * Keeps the monitors of a view where they were when it was opened, however checks would sort them anew meanwhile: what is
 * about to be pressed does not move away. Each is kept true; only one that is gone leaves.
 * @param list the view's newest answer, of the view before (`old`) until its own has come
 */
export function useHeldOrder(view: ListView, list: MonitorList | undefined, old: boolean) {
  const href = listViewHref(view);
  const monitors = list?.data ?? NONE;
  const [held, setHeld] = useState({ href, ids: idsOf(monitors), read: list !== undefined });
  const renew = () => setHeld({ href, ids: idsOf(monitors), read: true });
  const stale = held.href !== href || !held.read;
  if (stale && list && !old) renew();

  const read = new Map(monitors.map((monitor) => [monitor.id, monitor]));
  // Sorted, so that the same monitors are the same question.
  const outside = stale ? [] : held.ids.filter((id) => !read.has(id)).sort();
  const rest = useQuery({
    ...monitorsQuery({ limit: PAGE_SIZE, offset: 0, ids: outside }),
    enabled: outside.length > 0,
  });
  const isRead = rest.data !== undefined && !rest.isPlaceholderData;
  if (outside.length > 0 && isRead) for (const monitor of rest.data.data) read.set(monitor.id, monitor);
  const total = list?.total ?? 0;
  const before = useRef({ read, total });
  // Until it is known what became of one that the list has no more, it stays as it was; but not where one was deleted.
  for (const id of isRead || total < before.current.total ? [] : outside) {
    const last = before.current.read.get(id);
    if (last) read.set(id, last);
  }
  useEffect(() => {
    before.current = { read, total };
  });

  const shown = held.ids.flatMap((id) => read.get(id) ?? []);
  // Of those that were here none is left: there is nothing to hold.
  if (stale || shown.length === 0) return { monitors, reordered: false, renew };
  return { monitors: shown, reordered: idsOf(monitors).join() !== idsOf(shown).join(), renew };
}

const idsOf = (monitors: MonitorAnswer[]) => monitors.map(({ id }) => id);
