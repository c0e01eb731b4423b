"use client";

import type { Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useMemo } from "react";
import type { Line, Reading } from "#components/check/diff/reading/reading.ts";
import { useRegistered } from "#components/check/diff/reading/readings.tsx";

/** What a text is called on its screen. */
export type Naming = { id: string; pageId: string; name: string };

type Drawing<Row> = Naming & {
  rows: readonly Row[];
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
  const { id, pageId, name, rows, changes, lineOf, textsOf, isSideBySide, container, virtual, start } =
    drawing;
  const reading = useMemo(
    (): Reading => ({
      pageId,
      name,
      changes,
      rows: rows.length,
      topOf: (row) => virtual.measurementsCache[row]?.start ?? start,
      end: () => start + virtual.getTotalSize(),
      lineOf: (row) => (rows[row] === undefined ? null : lineOf(rows[row])),
      textsOf: (row) => (rows[row] === undefined ? [] : textsOf(rows[row])),
      isSideBySide,
      element: (row) => container.current?.querySelector<HTMLElement>(`[data-index="${row}"]`) ?? null,
      drawn: () => container.current?.querySelectorAll<HTMLElement>("[data-index]") ?? [],
    }),
    [pageId, name, rows, changes, lineOf, textsOf, isSideBySide, container, virtual, start],
  );
  useRegistered(id, reading);
}
