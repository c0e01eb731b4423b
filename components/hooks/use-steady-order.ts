"use client";

import { useState } from "react";

/**
 * Rows of a list that the server sorts by something which changes by itself. They stay where they were when the list was
 * opened, each as it is now; what is new stands at the end while there is room.
 * @param list names the list; another one is shown as it comes
 * @param old whether the rows are those of the list before, since this one's are not there yet
 */
export function useSteadyOrder<T extends { id: string }>(
  list: string,
  rows: T[] | undefined,
  { old, room }: { old: boolean; room: number },
) {
  const [held, setHeld] = useState<{ list: string; rows: T[] }>();
  const renew = () => rows && setHeld({ list, rows });
  const another = held?.list !== list;
  if (rows && !old && another) renew();
  if (!rows || old || another) return { shown: rows, reordered: false, renew };
  const now = new Map(rows.map((row) => [row.id, row]));
  const kept = held.rows.map((row) => now.get(row.id) ?? row);
  for (const { id } of kept) now.delete(id);
  const shown = [...kept, ...now.values()].slice(0, room);
  if (shown.length > held.rows.length) setHeld({ list, rows: shown });
  return { shown, reordered: idsOf(shown) !== idsOf(rows), renew };
}

const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id).join();
