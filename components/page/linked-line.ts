"use client";

import { useEffect, useRef } from "react";
import { rowOfLine } from "#components/check/diff/reading/reading.ts";
import { useReadings } from "#components/check/diff/reading/readings.tsx";
import { settle } from "#components/check/diff/reading/settle.ts";
import { useUrlState } from "#components/hooks/use-url-state.ts";

const MARKED_MS = 4000;

/** The line an address names, from 1. */
function lineIn(text: string | null): number | null {
  return text && /^[1-9]\d{0,7}$/.test(text) ? Number(text) : null;
}

/** Brings the line that the address names into sight, once its text is there, and marks it for a moment. */
export function useLinkedLine(): void {
  const line = lineIn(useUrlState().get("line"));
  const { all, edition } = useReadings();
  const told = useRef<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another edition may be the one that has the text
  useEffect(() => {
    const reading = all()[0]?.[1];
    if (line === null || told.current === line || !reading || reading.rows === 0) return;
    told.current = line;
    settle(
      () => {
        const now = all()[0]?.[1];
        return now
          ? {
              reading: now,
              row: rowOfLine(now, { before: null, after: line }),
              below: window.innerHeight / 3,
            }
          : null;
      },
      (element) => {
        element.setAttribute("data-linked-line", "");
        setTimeout(() => element.removeAttribute("data-linked-line"), MARKED_MS);
      },
    );
  }, [line, all, edition]);
}
