"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { numberOf, type Reading, rowAt } from "#components/check/diff/reading/reading.ts";
import { useReadings } from "#components/check/diff/reading/readings.tsx";
import { versionQuery } from "#components/page/queries.ts";
import type { ReadPage } from "#components/page/version-texts.tsx";
import { cn } from "#components/ui/class-names.ts";

/** As many marks as can be told apart on a screen's height; changes closer than that share one. */
const MARKS = 80;

/** A mark of the map: the first of the changes that stand there, and where that is, from 0 at the top to 1. */
export type Mark = { change: number; line: number; place: number };

/** Where in the whole text of so many lines the changes are. */
function marksOf(reading: Reading, lines: number): Mark[] {
  const marks: Mark[] = [];
  reading.changes.forEach((row, change) => {
    const at = reading.lineOf(row);
    const line = at ? numberOf(at) : 1;
    const place = placeOf(line, lines);
    const last = marks.at(-1);
    if (last && Math.floor(last.place * MARKS) === Math.floor(place * MARKS)) return;
    marks.push({ change, line, place });
  });
  return marks;
}

const placeOf = (line: number, lines: number) =>
  lines <= 1 ? 0 : Math.min(1, Math.max(0, (line - 1) / (lines - 1)));

/** The whole text as a strip at its side: where its changes are, and which part of it is in sight. */
export function PageMap({ page, versionId }: { page: ReadPage; versionId: string }) {
  const { all, edition, current, goTo } = useReadings();
  const { data } = useQuery(versionQuery(page.monitorId, page.pageId, versionId));
  const text = data?.text ?? "";
  const lines = useMemo(() => text.split("\n").length, [text]);
  const [id, reading] = all()[0] ?? [];
  const sight = useSight(reading, lines, edition);
  if (!id || !reading || reading.changes.length === 0) return null;
  return (
    <nav
      aria-label="Map of the page"
      className="sticky top-16 ml-2 hidden h-[calc(100vh-8rem)] w-5 shrink-0 border-l bg-sunken/60 lg:block print:hidden"
    >
      <span
        aria-hidden
        className="pointer-events-none absolute inset-x-0 bg-border/60"
        style={{ top: `${sight.from * 100}%`, height: `${Math.max(1, (sight.to - sight.from) * 100)}%` }}
      />
      {marksOf(reading, lines).map(({ change, line, place }) => (
        <button
          key={change}
          type="button"
          aria-label={`Change ${change + 1}, line ${line}`}
          aria-current={current?.id === id && current.change === change ? "true" : undefined}
          title={`Change ${change + 1}, line ${line}`}
          onClick={() => goTo(id, change)}
          className="group -translate-y-1/2 absolute inset-x-0 h-3"
          style={{ top: `calc(6px + ${place} * (100% - 12px))` }}
        >
          <span
            className={cn(
              "mx-auto block h-[3px] w-3 rounded-full bg-changed-bar group-hover:h-1.5 group-hover:w-4",
              "group-aria-[current]:bg-accent",
            )}
          />
        </button>
      ))}
    </nav>
  );
}

/** Which part of the text the window shows. */
function useSight(
  reading: Reading | undefined,
  lines: number,
  edition: number,
): { from: number; to: number } {
  const [sight, setSight] = useState({ from: 0, to: 0 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another drawing of the text stands elsewhere
  useEffect(() => {
    if (!reading) return;
    let frame = 0;
    const look = () => {
      const placeAt = (top: number) => placeOf(lineFrom(reading, rowAt(reading, top)) ?? lines, lines);
      setSight({ from: placeAt(window.scrollY), to: placeAt(window.scrollY + window.innerHeight) });
    };
    const later = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(look);
    };
    later();
    window.addEventListener("scroll", later, { passive: true });
    window.addEventListener("resize", later);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("scroll", later);
      window.removeEventListener("resize", later);
    };
  }, [reading, lines, edition]);
  return sight;
}

/** The line of a row, or of the next one that has any: a fold has none. */
function lineFrom(reading: Reading, row: number): number | null {
  for (let at = row; at < reading.rows; at++) {
    const line = reading.lineOf(at);
    if (line) return numberOf(line);
  }
  return null;
}
