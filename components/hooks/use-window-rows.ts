"use client";

import {
  defaultRangeExtractor,
  observeWindowOffset,
  type Range,
  useWindowVirtualizer,
  type Virtualizer,
} from "@tanstack/react-virtual";
import { useHydrated } from "#components/hooks/use-hydrated.ts";
import { PRINTED_ROWS, usePrinting } from "#components/hooks/use-printing.ts";

/** The window a first paint draws rows for, before the real one has been measured. */
const FIRST_RECT = { width: 1200, height: 900 };

type Rows = {
  count: number;
  /** Where the first row begins, from the top of the document. */
  scrollMargin: number;
  overscan: number;
  estimateSize: (index: number) => number;
  getItemKey?: (index: number) => string;
};

/** Rows of which only those in sight of the window exist; also in what the server draws. */
export function useWindowRows<T extends Element>(rows: Rows) {
  const hydrated = useHydrated();
  const printing = usePrinting();
  return useWindowVirtualizer<T>({
    initialRect: FIRST_RECT,
    // A reloaded page may already be scrolled when it is taken over; the server knew nothing of that.
    initialOffset: () => (hydrated ? window.scrollY : 0),
    observeElementOffset: offsetFromNow,
    rangeExtractor: printing ? everyRow : defaultRangeExtractor,
    ...rows,
  });
}

/** On paper there is no scrolling: all rows, or as many as a print holds. */
const everyRow = ({ count }: Range) => Array.from({ length: Math.min(count, PRINTED_ROWS) }, (_, row) => row);

/** Begins with where the window is, so that mounting a list never moves it. */
function offsetFromNow<T extends Element>(
  virtual: Virtualizer<Window, T>,
  changed: (offset: number, isScrolling: boolean) => void,
) {
  changed(window.scrollY, false);
  return observeWindowOffset(virtual, changed);
}
