"use client";

import { useQuery } from "@tanstack/react-query";
import { useCallback, useId, useMemo, useState } from "react";
import { DiffTable } from "#components/check/diff/diff-table.tsx";
import { type OpenBy, type Openings, opened, withOpened } from "#components/check/diff/folds.ts";
import { RenderedDiff } from "#components/check/diff/rendered/rendered-diff.tsx";
import type { Fold, Segment } from "#components/check/diff/rows.ts";
import { useViewOf } from "#components/check/diff/view.ts";
import { count } from "#components/check/words.ts";
import { PRINTED_ROWS, usePrinting } from "#components/hooks/use-printing.ts";
import { versionQuery } from "#components/page/queries.ts";

/** Where the whole of a text is kept, so that its folds can be opened. */
export type Source = { monitorId: string; pageId: string; versionId: string };

/** A text with its changes, in the view its reader has chosen. */
export function DiffReader({
  pageId,
  name,
  label,
  segments,
  isMarkdown,
  source,
  whole,
  top,
}: {
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
}) {
  const id = useId();
  const view = useViewOf(isMarkdown);
  const folds = useFolds(segments, source);
  const printing = usePrinting();
  const naming = useMemo(() => ({ id, pageId, name }), [id, pageId, name]);
  if (printing && linesIn(folds.segments) > PRINTED_ROWS) {
    return <TooLongToPrint lines={linesIn(folds.segments)} whole={whole} />;
  }
  const shown = { naming, segments: folds.segments, top, onOpen: source ? folds.open : null };
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
  const wanted = source !== null && openings.size > 0;
  const { data, error } = useQuery({
    ...versionQuery(source?.monitorId ?? "", source?.pageId ?? "", source?.versionId ?? ""),
    enabled: wanted,
  });
  const text = data?.text;
  const lines = useMemo(() => text?.split("\n") ?? null, [text]);
  const shown = useMemo(() => withOpened(segments, openings, lines), [segments, openings, lines]);
  const open = useCallback((fold: Fold, by: OpenBy) => setOpenings((now) => opened(now, fold, by)), []);
  return { segments: shown, open, refusal: wanted && !data && error ? error.message : null };
}

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
