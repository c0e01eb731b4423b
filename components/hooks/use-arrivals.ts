"use client";

import { useState } from "react";

/**
 * Rows of a list to which others come by themselves. While the list is held, since somebody reads it, new rows wait until
 * they are asked for, and those that are shown stay where they are.
 * @param list names the list; another one is shown as it comes
 */
export function useArrivals<T extends { id: string }>(list: string, rows: T[] | undefined, held: boolean) {
  const [admitted, setAdmitted] = useState<{ list: string; ids: Set<string> }>({ list, ids: new Set() });
  const [asked, setAsked] = useState(false);
  const known = admitted.list === list ? admitted.ids : new Set<string>();
  const fresh = (rows ?? []).filter(({ id }) => !known.has(id));
  const waits = held && !asked && known.size > 0;
  if (fresh.length > 0 && !waits) {
    setAdmitted({ list, ids: new Set(rows?.map(({ id }) => id)) });
  }
  if (asked) setAsked(false);
  return {
    shown: waits ? rows?.filter(({ id }) => known.has(id)) : rows,
    waiting: waits ? fresh.length : 0,
    admit: () => setAsked(true),
  };
}
