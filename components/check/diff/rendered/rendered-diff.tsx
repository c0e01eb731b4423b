"use client";

import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { FoldBar } from "#components/check/diff/fold-bar.tsx";
import type { OpenBy } from "#components/check/diff/folds.ts";
import { piecesOf, visibleText } from "#components/check/diff/markdown/inline.ts";
import type { Line as TextLine } from "#components/check/diff/reading/reading.ts";
import { useReadings } from "#components/check/diff/reading/readings.tsx";
import { type Naming, useReading } from "#components/check/diff/reading/use-reading.ts";
import { RenderedLine } from "#components/check/diff/rendered/rendered-line.tsx";
import {
  type RenderedLine as Line,
  type RenderedRow,
  renderedRows,
} from "#components/check/diff/rendered/rendered-rows.ts";
import { RenderedTable } from "#components/check/diff/rendered/rendered-table.tsx";
import type { Fold, Segment } from "#components/check/diff/rows.ts";
import { usePlacement } from "#components/check/diff/use-placement.ts";
import { useWindowRows } from "#components/hooks/use-window-rows.ts";

const LINE = 26;
const FOLD = 24;
/** The width of a character of our sans type at the size of a text, on average. */
const CHARACTER = 6.8;

/** A text as its readers saw it, with its changes set in it; only the rows in sight exist. */
export function RenderedDiff({
  naming,
  label,
  segments,
  wholeSegments,
  top,
  onOpen,
  unfold,
}: {
  naming: Naming;
  label: string;
  segments: Segment[];
  /** The same with all folds opened, while somebody looks for words. */
  wholeSegments: Segment[] | null;
  /** Changes whenever something above moves the text. */
  top: number;
  onOpen: ((fold: Fold, by: OpenBy) => void) | null;
  unfold: (line: TextLine) => void;
}) {
  const { rows, changes, widths } = useMemo(() => renderedRows(segments), [segments]);
  const wholeRows = useMemo(() => (wholeSegments ? renderedRows(wholeSegments).rows : null), [wholeSegments]);
  const container = useRef<HTMLElement>(null);
  const { start, width } = usePlacement(container, top);
  const perLine = Math.max(20, Math.floor(Math.min(width - 48, 820) / CHARACTER));
  const virtual = useWindowRows<HTMLElement>({
    count: rows.length,
    estimateSize: (index) => estimate(rows[index], perLine),
    scrollMargin: start,
    overscan: 20,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: at another width every line breaks elsewhere
  useEffect(() => virtual.measure(), [virtual, perLine]);
  useReading({
    ...naming,
    rows,
    wholeRows,
    unfold,
    changes,
    lineOf,
    textsOf,
    isSideBySide: false,
    container,
    virtual,
    start,
  });
  const { current } = useReadings();
  const isCurrent = (row: Line) => current?.id === naming.id && current.change === row.change;
  const items = virtual.getVirtualItems();
  const drawn = items.flatMap(({ index }) => {
    const row = rows[index];
    return row ? [{ index, row }] : [];
  });
  return (
    <article
      ref={container}
      aria-label={label}
      className="bg-surface text-[15px] leading-[22px]"
      style={{
        paddingTop: (items[0]?.start ?? start) - start,
        paddingBottom: virtual.getTotalSize() - ((items.at(-1)?.end ?? start) - start),
      }}
    >
      {inGroups(drawn).map(({ key, group, kind, rows: members }): ReactNode => {
        if (kind === "cells") {
          return (
            <RenderedTable
              key={key}
              rows={members as { index: number; row: Line }[]}
              widths={widths.get(group) ?? []}
              isCurrent={isCurrent}
              measure={virtual.measureElement}
            />
          );
        }
        return members.map(({ index, row }) =>
          row.kind === "fold" ? (
            <div
              key={index}
              ref={virtual.measureElement}
              data-index={index}
              className="bg-sunken px-3 py-0.5"
            >
              <FoldBar fold={row} onOpen={onOpen} />
            </div>
          ) : (
            <RenderedLine
              key={index}
              index={index}
              row={row}
              current={isCurrent(row)}
              measure={virtual.measureElement}
            />
          ),
        );
      })}
    </article>
  );
}

type Drawn = { index: number; row: RenderedRow };
type Group = { key: string; group: number; kind: string; rows: Drawn[] };

/** Rows of one table stand in one element, as far as they are drawn. */
function inGroups(drawn: Drawn[]): Group[] {
  const groups: Group[] = [];
  for (const one of drawn) {
    const { row } = one;
    const isCell = row.kind === "line" && row.block.kind === "cells";
    const last = groups.at(-1);
    if (isCell && last?.kind === "cells" && last.group === row.group) last.rows.push(one);
    else if (isCell) groups.push({ key: `table ${row.group}`, group: row.group, kind: "cells", rows: [one] });
    else groups.push({ key: `row ${one.index}`, group: 0, kind: "row", rows: [one] });
  }
  return groups;
}

function estimate(row: RenderedRow | undefined, perLine: number): number {
  if (!row || row.kind === "fold") return FOLD;
  const length = Math.max(row.before?.text.length ?? 0, row.after?.text.length ?? 0);
  const lines = row.block.kind === "cells" ? 1 : Math.max(1, Math.ceil(Math.min(length, 4000) / perLine));
  return LINE + (lines - 1) * 22 + (row.block.kind === "heading" ? 14 : 0);
}

const lineOf = (row: RenderedRow) =>
  row.kind === "line" ? { before: row.before?.line ?? null, after: row.after?.line ?? null } : null;

function textsOf(row: RenderedRow): string[] {
  if (row.kind === "fold") return [];
  const texts = [row.block, row.was].flatMap((block) => (block ? [wordsOf(block)] : []));
  return texts;
}

function wordsOf(block: Line["block"]): string {
  if (block.kind === "rule") return "";
  if (block.kind === "code") return block.body;
  const lines = block.kind === "cells" ? block.cells : [block.body];
  return lines.map((line) => visibleText(piecesOf(line))).join("\n");
}
