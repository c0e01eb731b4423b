"use client";

import type { Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useMemo } from "react";
import { type Line, type Reading, rowsByLine } from "#components/check/diff/reading/reading.ts";
import { useRegistered } from "#components/check/diff/reading/readings.tsx";

/** What a text is called on its screen. */
export type Naming = { id: string; pageId: string; name: string };

type Drawing<Row> = Naming & {
  rows: readonly Row[];
  /** The rows of the whole text, its folds opened; null while they are not asked for, or not known yet. */
  wholeRows: readonly Row[] | null;
  unfold: (line: Line) => void;
  changes: number[];
  lineOf: (row: Row) => Line | null;
  textsOf: (row: Row) => string[];
  isSideBySide: boolean;
  container: RefObject<HTMLElement | null>;
  virtual: Pick<Virtualizer<Window, Element>, "measurementsCache" | "getTotalSize">;
  start: number;
};

/** Makes a text known to its screen, as it is drawn here; `lineOf` and `textsOf` must be the same for good. */
export function useReading<Row>(drawing: Drawing<Row>): void {
  const { id, pageId, name, rows, wholeRows, unfold, changes, lineOf, textsOf } = drawing;
  const { isSideBySide, container, virtual, start } = drawing;
  const reading = useMemo((): Reading => {
    const asked = (all: readonly Row[]) => ({
      rows: all.length,
      lineOf: (row: number) => (all[row] === undefined ? null : lineOf(all[row])),
      textsOf: (row: number) => (all[row] === undefined ? [] : textsOf(all[row])),
    });
    const shown = asked(rows);
    return {
      pageId,
      name,
      changes,
      ...shown,
      searched: wholeRows ? asked(wholeRows) : shown,
      rowOf: rowsByLine(shown),
      unfold,
      topOf: (row) => virtual.measurementsCache[row]?.start ?? start,
      end: () => start + virtual.getTotalSize(),
      isSideBySide,
      element: (row) => container.current?.querySelector<HTMLElement>(`[data-index="${row}"]`) ?? null,
      drawn: () => container.current?.querySelectorAll<HTMLElement>("[data-index]") ?? [],
    };
  }, [
    pageId,
    name,
    rows,
    wholeRows,
    unfold,
    changes,
    lineOf,
    textsOf,
    isSideBySide,
    container,
    virtual,
    start,
  ]);
  useRegistered(id, reading);
}
