"use client";

import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useChangeKeys } from "#components/check/diff/change-keys.tsx";
import { DiffRow } from "#components/check/diff/diff-row.tsx";
import { type DiffMode, type DiffRow as Row, rowsOf, type Segment } from "#components/check/diff/rows.ts";
import { useHydrated } from "#components/hooks/use-hydrated.ts";
import { useWindowRows } from "#components/hooks/use-window-rows.ts";

const LINE = 20;
const FOLD = 26;
/** The width of a character of our mono type at the diff's size. */
const CHARACTER = 7.21;

/** A diff as a table of which only the rows in sight exist, so that its length costs nothing. */
export function DiffTable({
  pageId,
  label,
  segments,
  mode,
  top,
}: {
  pageId: string;
  label: string;
  segments: Segment[];
  mode: DiffMode;
  /** Changes whenever something above moves the table. */
  top: number;
}) {
  const { rows, changes, lastLine } = useMemo(() => rowsOf(segments, mode), [segments, mode]);
  const table = useRef<HTMLTableElement>(null);
  const { start, width } = usePlacement(table, top);
  const digits = Math.max(3, String(lastLine).length);
  const gutter = digits * CHARACTER + 16;
  const columns = mode === "split" ? (width - 2 * gutter) / 2 : width - 2 * gutter;
  const perLine = Math.max(10, Math.floor((columns - 36) / CHARACTER));
  const hydrated = useHydrated();
  const virtual = useWindowRows<HTMLTableRowElement>({
    count: rows.length,
    estimateSize: (index) => estimate(rows[index], perLine),
    scrollMargin: start,
    overscan: 30,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: at another width every line breaks elsewhere
  useEffect(() => virtual.measure(), [virtual, perLine, mode]);
  const id = useId();
  const { current, register } = useChangeKeys();
  useEffect(
    () =>
      register(id, () => ({
        pageId,
        tops: changes.map((index) => virtual.measurementsCache[index]?.start ?? start),
        end: start + virtual.getTotalSize(),
      })),
    [register, id, pageId, changes, virtual, start],
  );
  const items = virtual.getVirtualItems();
  const above = (items[0]?.start ?? start) - start;
  const below = virtual.getTotalSize() - ((items.at(-1)?.end ?? start) - start);
  return (
    <table
      ref={table}
      aria-label={label}
      aria-rowcount={rows.length + 1}
      className="w-full table-fixed border-collapse bg-surface font-mono text-xs leading-[18px]"
    >
      <colgroup>
        <col style={{ width: gutter }} />
        {mode === "split" && <col />}
        <col style={{ width: gutter }} />
        <col />
      </colgroup>
      <DiffHead mode={mode} />
      <tbody>
        <Spacer height={above} />
        {items.map(({ index, key }) => {
          const row = rows[index];
          return row ? (
            <DiffRow
              key={key}
              row={row}
              index={index}
              mode={mode}
              marked={hydrated}
              current={row.kind === "line" && current?.diffId === id && current.change === row.change}
              measure={virtual.measureElement}
            />
          ) : null;
        })}
        <Spacer height={below} />
      </tbody>
    </table>
  );
}

function estimate(row: Row | undefined, perLine: number): number {
  if (!row || row.kind === "fold") return FOLD;
  const longest = Math.max(row.before?.text.length ?? 0, row.after?.text.length ?? 0);
  return LINE + (Math.max(1, Math.ceil(Math.min(longest, 4000) / perLine)) - 1) * 18;
}

/** Said to screen readers; everybody else sees by the columns. */
function DiffHead({ mode }: { mode: DiffMode }) {
  const names =
    mode === "split"
      ? ["Line before", "Text before", "Line now", "Text now"]
      : ["Line before", "Line now", "Text"];
  return (
    <thead className="sr-only">
      <tr aria-rowindex={1}>
        {names.map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Holds the place of the rows out of sight. */
function Spacer({ height }: { height: number }) {
  return height > 0 ? (
    <tr aria-hidden>
      <td style={{ height, padding: 0 }} />
    </tr>
  ) : null;
}

function usePlacement(table: React.RefObject<HTMLTableElement | null>, top: number) {
  const [placement, setPlacement] = useState({ start: top, width: 1100 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `top` says that the place has changed
  useLayoutEffect(() => {
    const element = table.current;
    if (!element) return;
    const place = () => {
      const box = element.getBoundingClientRect();
      const next = { start: Math.round(box.top + window.scrollY), width: Math.round(box.width) };
      setPlacement((now) => (now.start === next.start && now.width === next.width ? now : next));
    };
    place();
    window.addEventListener("resize", place);
    return () => window.removeEventListener("resize", place);
  }, [table, top]);
  return placement;
}
