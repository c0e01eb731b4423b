"use client";

import { useRef, useState } from "react";
import type { ItemAnswer } from "#components/inbox/model.ts";

const NOTHING: ReadonlySet<string> = new Set();

/** Which of the items on hand are selected. Those that have left the list are no longer. */
export function useSelected(items: readonly ItemAnswer[]) {
  const [chosen, setChosen] = useState(NOTHING);
  const last = useRef<string | null>(null);
  const selected = items.filter(({ id }) => chosen.has(id));
  return {
    selected,
    has: (id: string) => chosen.has(id),
    clear: () => setChosen(NOTHING),
    toggleAll: () =>
      setChosen(selected.length === items.length ? NOTHING : new Set(items.map(({ id }) => id))),
    /** With `through` all rows from the one that was selected last to this one. */
    toggle: (id: string, through: boolean) => {
      const ids = items.map((item) => item.id);
      const from = last.current === null ? -1 : ids.indexOf(last.current);
      const at = ids.indexOf(id);
      last.current = id;
      setChosen((now) => {
        const next = new Set(now);
        const on = !now.has(id);
        const these = through && from >= 0 ? ids.slice(Math.min(from, at), Math.max(from, at) + 1) : [id];
        for (const one of these) {
          if (on) next.add(one);
          else next.delete(one);
        }
        return next;
      });
    },
  };
}
