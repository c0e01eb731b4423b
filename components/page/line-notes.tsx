"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Line } from "#components/check/diff/reading/reading.ts";
import { useReadings } from "#components/check/diff/reading/readings.tsx";
import { Moment } from "#components/check/moment.tsx";
import { count } from "#components/check/words.ts";
import { blameQuery } from "#components/page/queries.ts";
import type { ReadPage } from "#components/page/version-texts.tsx";
import { copyText } from "#components/ui/copy-text.ts";
import type { BlameAnswer } from "#lib/page/model.ts";

type Pointed = { line: number; top: number };

/**
 * At the right of the line that somebody points at, or has the focus on: since when it stands there, and a link to it.
 * It lies over the text's right edge and moves nothing.
 */
export function LineNotes({
  page,
  versionId,
  children,
}: {
  page: ReadPage;
  versionId: string;
  children: ReactNode;
}) {
  const holder = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const { all } = useReadings();
  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    const look = (event: Event) => {
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest("[data-line-note]")) return;
      const row = target?.closest<HTMLElement>("[data-index]") ?? null;
      const line = row && lineOfRow(all, row);
      if (!row || !line) return setPointed(null);
      const top = row.getBoundingClientRect().top - element.getBoundingClientRect().top;
      setPointed((now) => (now?.line === line && now.top === top ? now : { line, top }));
    };
    const leave = () => setPointed(null);
    element.addEventListener("pointerover", look);
    element.addEventListener("pointerdown", look);
    element.addEventListener("focusin", look);
    element.addEventListener("pointerleave", leave);
    return () => {
      element.removeEventListener("pointerover", look);
      element.removeEventListener("pointerdown", look);
      element.removeEventListener("focusin", look);
      element.removeEventListener("pointerleave", leave);
    };
  }, [all]);
  return (
    <div ref={holder} className="relative">
      {children}
      {pointed && <Note page={page} versionId={versionId} {...pointed} />}
    </div>
  );
}

type All = ReturnType<typeof useReadings>["all"];

/** The number of a row's line in the text as it is now; of one that went there is nothing to tell. */
function lineOfRow(all: All, row: HTMLElement): number | null {
  const index = Number(row.dataset.index);
  const reading = all().find(([, one]) => one.element(index) === row)?.[1];
  const line: Line | null = reading?.lineOf(index) ?? null;
  return line?.after ?? null;
}

function Note({ page, versionId, line, top }: Pointed & { page: ReadPage; versionId: string }) {
  const { data, error, isPending } = useQuery(blameQuery(page.monitorId, page.pageId, versionId));
  const [copied, setCopied] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: said of one line, and not of the next
  useEffect(() => setCopied(false), [line]);
  const copy = async () => setCopied(await copyText(addressOfLine(line)));
  return (
    <p
      data-line-note
      data-aside
      className="absolute right-1 z-10 flex max-w-[calc(100%-2rem)] items-center gap-2 rounded-sm border bg-raised/95 px-1.5 py-px font-sans text-muted text-xs leading-[18px] shadow-sm max-sm:-translate-y-full print:hidden"
      style={{ top }}
    >
      <span className="truncate">
        {isPending && "since when…"}
        {error && !data && "since when is not known now"}
        {data && <Since blame={data} at={line - 1} />}
      </span>
      <button
        type="button"
        onClick={copy}
        className="shrink-0 rounded-sm text-accent tabular-nums hover:underline"
        title="Copy a link to this line"
      >
        {copied ? "copied" : `line ${line}`}
      </button>
    </p>
  );
}

function Since({ blame, at }: { blame: BlameAnswer; at: number }) {
  const first = blame.versions[blame.first[at] ?? -1];
  const changed = blame.versions[blame.changed[at] ?? -1];
  const times = blame.times[at] ?? 0;
  if (!first || !changed) return "not known";
  // What the oldest version has may have been there long before it.
  const isOldest = blame.first[at] === 0;
  return (
    <>
      {isOldest ? "there since the oldest, " : "first seen "}
      <Moment iso={first.firstSeenAt} />
      {times === 0 ? (
        " · never changed"
      ) : (
        <>
          {" "}
          · changed {times === 1 ? "once" : count(times, "time")}, last <Moment iso={changed.firstSeenAt} />
        </>
      )}
    </>
  );
}

/** The address of what is read now, at one of its lines. */
function addressOfLine(line: number): string {
  const address = new URL(window.location.href);
  address.searchParams.delete("change");
  address.searchParams.set("line", String(line));
  return address.href;
}
