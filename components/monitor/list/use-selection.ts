"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

/** Keeps which monitors are ticked. Only those on screen count: nobody should delete what they do not see. */
export function useSelection(monitors: MonitorAnswer[]) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<string | null>(null);
  const onScreen = useRef(monitors);
  useEffect(() => {
    onScreen.current = monitors;
  }, [monitors]);
  const selected = useMemo(() => monitors.filter(({ id }) => ids.has(id)), [monitors, ids]);

  /** Ticks or unticks a monitor. With `through`, all between the last one and this one take its new state. */
  const toggle = useCallback((id: string, through = false) => {
    const order = onScreen.current.map((monitor) => monitor.id);
    const from = last.current && through ? order.indexOf(last.current) : -1;
    const to = order.indexOf(id);
    const touched = from < 0 ? [id] : order.slice(Math.min(from, to), Math.max(from, to) + 1);
    setIds((known) => {
      const next = new Set(known);
      const tick = !known.has(id);
      for (const one of touched) tick ? next.add(one) : next.delete(one);
      return next;
    });
    last.current = id;
  }, []);
  const clear = useCallback(() => setIds(new Set()), []);
  const toggleAll = () =>
    selected.length === monitors.length ? clear() : setIds(new Set(monitors.map(({ id }) => id)));

  return { ids, selected, toggle, toggleAll, clear };
}
