"use client";

import { useQuery } from "@tanstack/react-query";
import { useCallback, useId, useMemo, useRef, useState } from "react";
import { DiffTable } from "#components/check/diff/diff-table.tsx";
import {
  foldAround,
  type OpenBy,
  type Openings,
  opened,
  withAllOpened,
  withOpened,
} from "#components/check/diff/folds.ts";
import type { Line } from "#components/check/diff/reading/reading.ts";
import { useReadings } from "#components/check/diff/reading/readings.tsx";
import { RenderedDiff } from "#components/check/diff/rendered/rendered-diff.tsx";
import type { Fold, Segment } from "#components/check/diff/rows.ts";
import { useViewOf } from "#components/check/diff/view.ts";
import { count } from "#components/check/words.ts";
import { PRINTED_ROWS, usePrinting } from "#components/hooks/use-printing.ts";
import { versionQuery } from "#components/page/queries.ts";

/** Where the whole of a text is kept, so that its folds can be opened. */
export type Source = { monitorId: string; pageId: string; versionId: string };

export type DiffReaderProps = {
  /** As the address names it. */
  pageId: string;
  name: string;
  label: string;
  segments: Segment[];
  isMarkdown: boolean;
  /** Null where nothing is folded. */
  source: Source | null;
  /** Where the API answers the whole of it: what a print leads to that has no room for it. */
  whole: string;
  top: number;
};

/** A text with its changes, in the view its reader has chosen. */
export function DiffReader({
  pageId,
  name,
  label,
  segments,
  isMarkdown,
  source,
  whole: wholeAddress,
  top,
}: DiffReaderProps) {
  const id = useId();
  const view = useViewOf(isMarkdown);
  const folds = useFolds(segments, source);
  const printing = usePrinting();
  const naming = useMemo(() => ({ id, pageId, name }), [id, pageId, name]);
  if (printing && linesIn(folds.segments) > PRINTED_ROWS) {
    return <TooLongToPrint lines={linesIn(folds.segments)} whole={wholeAddress} />;
  }
  const { open, unfold, whole } = folds;
  const shown = {
    naming,
    segments: folds.segments,
    wholeSegments: whole,
    top,
    onOpen: source ? open : null,
    unfold,
  };
  return (
    <>
      {folds.refusal && (
        <p role="alert" className="px-3 py-2 text-error text-sm">
          The unchanged lines could not be read. {folds.refusal}
        </p>
      )}
      {view === "rendered" ? (
        <RenderedDiff label={`${label}, rendered`} {...shown} />
      ) : (
        <DiffTable label={label} mode={view} {...shown} />
      )}
    </>
  );
}

function useFolds(segments: Segment[], source: Source | null) {
  const [openings, setOpenings] = useState<Openings>(new Map());
  const { isSearched } = useReadings();
  const wanted = source !== null && (openings.size > 0 || (isSearched && segments.some(isFold)));
  const { data, error } = useQuery({
    ...versionQuery(source?.monitorId ?? "", source?.pageId ?? "", source?.versionId ?? ""),
    enabled: wanted,
  });
  const text = data?.text;
  const lines = useMemo(() => text?.split("\n") ?? null, [text]);
  const shown = useMemo(() => withOpened(segments, openings, lines), [segments, openings, lines]);
  const open = useCallback((fold: Fold, by: OpenBy) => setOpenings((now) => opened(now, fold, by)), []);
  const latest = useRef(shown);
  latest.current = shown;
  const unfold = useCallback(
    (line: Line) => {
      const fold = foldAround(latest.current, line);
      if (fold) open(fold, "all");
    },
    [open],
  );
  const whole = useMemo(
    () => (isSearched && lines ? withAllOpened(segments, lines) : null),
    [isSearched, segments, lines],
  );
  return { segments: shown, whole, open, unfold, refusal: wanted && !data && error ? error.message : null };
}

const isFold = ({ kind }: Segment) => kind === "fold";

function linesIn(segments: Segment[]): number {
  return segments.reduce((sum, segment) => {
    if (segment.kind !== "change") return sum + 1;
    return sum + segment.removed.length + segment.added.length;
  }, 0);
}

function TooLongToPrint({ lines, whole }: { lines: number; whole: string }) {
  const address = `${window.location.origin}/api${whole}`;
  return (
    <p className="px-3 py-4 text-sm">
      This text has {count(lines, "line")}, more than a print holds ({PRINTED_ROWS.toLocaleString("en")}). All
      of it:{" "}
      <a href={address} className="underline [overflow-wrap:anywhere]">
        {address}
      </a>
    </p>
  );
}
