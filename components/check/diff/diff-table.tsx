"use client";

import { useEffect, useMemo, useRef } from "react";
import { DiffRow } from "#components/check/diff/diff-row.tsx";
import type { OpenBy } from "#components/check/diff/folds.ts";
import type { Line } from "#components/check/diff/reading/reading.ts";
import { useReadings } from "#components/check/diff/reading/readings.tsx";
import { type Naming, useReading } from "#components/check/diff/reading/use-reading.ts";
import {
  type DiffMode,
  type Fold,
  type DiffRow as Row,
  rowsOf,
  type Segment,
} from "#components/check/diff/rows.ts";
import { usePlacement } from "#components/check/diff/use-placement.ts";
import { useHydrated } from "#components/hooks/use-hydrated.ts";
import { useMedia } from "#components/hooks/use-media.ts";
import { useWindowRows } from "#components/hooks/use-window-rows.ts";

const LINE = 20;
const FOLD = 24;
/** The width of a character of our mono type at the diff's size, and at that of a narrow gutter's numbers. */
const CHARACTER = 7.21;
const SMALL_CHARACTER = 6.01;
/** Of a narrow screen's width the gutter takes no more. */
const NARROW_GUTTER = 0.115;

/** A text with its changes, line by line as it is stored; only the rows in sight exist, so that its length costs nothing. */
export function DiffTable({
  naming,
  label,
  segments,
  wholeSegments,
  mode,
  top,
  onOpen,
  unfold,
}: {
  naming: Naming;
  label: string;
  segments: Segment[];
  /** The same with all folds opened, while somebody looks for words. */
  wholeSegments: Segment[] | null;
  mode: DiffMode;
  /** Changes whenever something above moves the table. */
  top: number;
  onOpen: ((fold: Fold, by: OpenBy) => void) | null;
  unfold: (line: Line) => void;
}) {
  const { rows, changes, lastLine } = useMemo(() => rowsOf(segments, mode), [segments, mode]);
  const wholeRows = useMemo(
    () => (wholeSegments ? rowsOf(wholeSegments, mode).rows : null),
    [wholeSegments, mode],
  );
  const table = useRef<HTMLTableElement>(null);
  const { start, width } = usePlacement(table, top);
  const roomy = useMedia("(min-width: 640px)", true);
  const digits = Math.max(3, String(lastLine).length);
  const gutter = roomy
    ? digits * CHARACTER + 16
    : Math.floor(Math.min((digits + 1) * SMALL_CHARACTER + 10, width * NARROW_GUTTER));
  const gutters = roomy ? 2 * gutter : gutter;
  const columns = mode === "split" ? (width - gutters) / 2 : width - gutters;
  const perLine = Math.max(10, Math.floor((columns - (roomy ? 36 : 12)) / CHARACTER));
  const hydrated = useHydrated();
  const virtual = useWindowRows<HTMLTableRowElement>({
    count: rows.length,
    estimateSize: (index) => estimate(rows[index], perLine),
    scrollMargin: start,
    overscan: 30,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: at another width every line breaks elsewhere
  useEffect(() => virtual.measure(), [virtual, perLine, mode]);
  const isSideBySide = mode === "split";
  useReading({
    ...naming,
    rows,
    wholeRows,
    unfold,
    changes,
    lineOf,
    textsOf,
    isSideBySide,
    container: table,
    virtual,
    start,
  });
  const { current } = useReadings();
  const items = virtual.getVirtualItems();
  const above = (items[0]?.start ?? start) - start;
  const below = virtual.getTotalSize() - ((items.at(-1)?.end ?? start) - start);
  const look = mode === "split" ? "split" : roomy ? "unified" : "narrow";
  return (
    <table
      ref={table}
      aria-label={label}
      aria-rowcount={rows.length + 1}
      className="w-full table-fixed border-collapse bg-surface font-mono text-xs leading-[18px]"
    >
      <colgroup>
        <col style={{ width: gutter }} />
        {look === "split" && <col />}
        {look !== "narrow" && <col style={{ width: gutter }} />}
        <col />
      </colgroup>
      <DiffHead look={look} />
      <tbody>
        <Spacer height={above} />
        {items.map(({ index, key }) => {
          const row = rows[index];
          return row ? (
            <DiffRow
              key={key}
              row={row}
              index={index}
              look={look}
              marked={hydrated}
              current={row.kind === "line" && current?.id === naming.id && current.change === row.change}
              measure={virtual.measureElement}
              onOpen={onOpen}
            />
          ) : null;
        })}
        <Spacer height={below} />
      </tbody>
    </table>
  );
}

const lineOf = (row: Row) =>
  row.kind === "line" ? { before: row.before?.line ?? null, after: row.after?.line ?? null } : null;

function textsOf(row: Row): string[] {
  if (row.kind === "fold") return [];
  const sides = row.same ? [row.after] : [row.after, row.before];
  return sides.flatMap((side) => (side ? [side.text] : []));
}

function estimate(row: Row | undefined, perLine: number): number {
  if (!row || row.kind === "fold") return FOLD;
  const longest = Math.max(row.before?.text.length ?? 0, row.after?.text.length ?? 0);
  return LINE + (Math.max(1, Math.ceil(Math.min(longest, 4000) / perLine)) - 1) * 18;
}

export type DiffLook = "split" | "unified" | "narrow";

const HEADS: Record<DiffLook, string[]> = {
  split: ["Line before", "Text before", "Line now", "Text now"],
  unified: ["Line before", "Line now", "Text"],
  narrow: ["Line", "Text"],
};

/** Said to screen readers; everybody else sees by the columns. */
function DiffHead({ look }: { look: DiffLook }) {
  return (
    <thead className="sr-only">
      <tr aria-rowindex={1}>
        {HEADS[look].map((name) => (
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
    <tr aria-hidden className="print:hidden">
      <td style={{ height, padding: 0 }} />
    </tr>
  ) : null;
}
