"use client";

import { useMemo, useRef } from "react";
import type { RowActs } from "#components/inbox/list/item-row.tsx";

/** The same functions for good: fifty rows need not be drawn anew because one was selected. */
export function useRowActs(acts: RowActs): RowActs {
  const latest = useRef(acts);
  latest.current = acts;
  return useMemo(
    () => ({
      show: (id) => latest.current.show(id),
      select: (id, through) => latest.current.select(id, through),
      done: (id) => latest.current.done(id),
      snooze: (id) => latest.current.snooze(id),
    }),
    [],
  );
}
