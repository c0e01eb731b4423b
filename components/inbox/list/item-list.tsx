"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, type RefObject, useCallback, useEffect, useImperativeHandle } from "react";
import type { ItemLine, ListLine } from "#components/inbox/list/days.ts";
import { DAY_HEIGHT, heightOfItem } from "#components/inbox/list/item-row.tsx";
import { RowSkeleton } from "#components/inbox/list/row-skeleton.tsx";

/** The window a first paint draws rows for, before the real one has been measured. */
const FIRST_RECT = { width: 400, height: 900 };
/** Rows that stand for those still to be read. */
const TO_COME = 3;
/** So many rows before the last one known, the next ones are asked for. */
const AHEAD = 25;

export type ListHandle = { bringIntoView: (itemIndex: number) => void; toTop: () => void };

/** The rows of a list in a column of its own. Only those in sight exist; the next are read before they come into sight. */
export function ItemList({
  lines,
  scroller,
  handle,
  more,
  onMore,
  onSight,
  draw,
  label,
}: {
  lines: readonly ListLine[];
  scroller: RefObject<HTMLDivElement | null>;
  handle: RefObject<ListHandle | null>;
  /** Whether the list goes on after these. */
  more: boolean;
  onMore: () => unknown;
  /** Told the first and the last item in sight, by their place in the list. */
  onSight: (inSight: readonly [number, number]) => void;
  draw: (line: ItemLine) => ReactNode;
  label: string;
}) {
  const heightAt = useCallback(
    (index: number) => {
      const line = lines[index];
      if (!line) return 60;
      return "item" in line ? heightOfItem(line.item) : DAY_HEIGHT;
    },
    [lines],
  );
  const keyAt = useCallback((index: number) => lines[index]?.key ?? `to come ${index}`, [lines]);
  const virtual = useVirtualizer({
    count: lines.length + (more ? TO_COME : 0),
    getScrollElement: () => scroller.current,
    estimateSize: heightAt,
    getItemKey: keyAt,
    initialRect: FIRST_RECT,
    overscan: 8,
  });
  // Rows have the heights that are known of them, which are other ones when the lines are.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `heightAt` says that they are
  useEffect(() => virtual.measure(), [heightAt]);

  useImperativeHandle(handle, () => ({
    bringIntoView: (itemIndex) => {
      const at = lines.findIndex((line) => "item" in line && line.index === itemIndex);
      // The day's heading comes along with the first of its items.
      if (at === 1) virtual.scrollToOffset(0);
      else if (at >= 0) virtual.scrollToIndex(at, { align: "auto" });
    },
    toTop: () => virtual.scrollToOffset(0),
  }));

  const shown = virtual.getVirtualItems();
  const [first, last] = [
    indexOf(lines, shown[0]?.index ?? 0, 1),
    indexOf(lines, shown.at(-1)?.index ?? 0, -1),
  ];
  useEffect(() => onSight([first, last]), [onSight, first, last]);
  const lastLine = shown.at(-1)?.index ?? 0;
  const wantsMore = more && lastLine >= lines.length - AHEAD;
  useEffect(() => {
    if (wantsMore) onMore();
  }, [wantsMore, onMore]);

  return (
    <ul aria-label={label} className="relative" style={{ height: virtual.getTotalSize() }}>
      {shown.map(({ index, key, start, size }) => {
        const line = lines[index];
        return (
          <li
            key={key}
            className="absolute inset-x-0 top-0"
            style={{ height: size, transform: `translateY(${start}px)` }}
          >
            {line === undefined ? <RowSkeleton /> : "item" in line ? draw(line) : <Day day={line.day} />}
          </li>
        );
      })}
    </ul>
  );
}

/** The item at a line, or the next one in a direction. */
function indexOf(lines: readonly ListLine[], at: number, by: 1 | -1): number {
  for (let index = at; index >= 0 && index < lines.length; index += by) {
    const line = lines[index];
    if (line && "item" in line) return line.index;
  }
  return by === 1 ? 0 : Math.max(0, lines.findLast((line) => "item" in line)?.index ?? 0);
}

function Day({ day }: { day: string }) {
  return (
    <h2
      className="flex items-end px-3 pb-1 font-medium text-muted text-xs"
      style={{ height: DAY_HEIGHT }}
      suppressHydrationWarning
    >
      {day}
    </h2>
  );
}
