"use client";

import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { Moment } from "#components/check/moment.tsx";
import { count } from "#components/check/words.ts";
import { serverNow } from "#components/data/server-clock.ts";
import { useHydrated } from "#components/hooks/use-hydrated.ts";
import type { Chosen } from "#components/page/chosen-versions.ts";
import { timelineQuery } from "#components/page/queries.ts";
import { heightOf, lineOf, nearest } from "#components/page/timeline-marks.ts";
import { cn } from "#components/ui/class-names.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { PageTimelineAnswer } from "#lib/page/model.ts";

type Side = "from" | "to";

/** All versions on a line through time, with a mark at each of the two that are compared, to be moved. */
export function Timeline({
  monitorId,
  pageId,
  chosen,
  choose,
}: {
  monitorId: string;
  pageId: string;
  chosen: Chosen;
  choose: (chosen: Chosen) => void;
}) {
  const { data } = useQuery(timelineQuery(monitorId, pageId));
  // Its height is the same from the beginning, so that nothing below moves.
  if (!data) return <Skeleton className="h-16 print:hidden" />;
  if (data.versions.length < 2) return null;
  return <Marks timeline={data} chosen={chosen} choose={choose} />;
}

function Marks({
  timeline,
  chosen,
  choose,
}: {
  timeline: PageTimelineAnswer;
  chosen: Chosen;
  choose: (chosen: Chosen) => void;
}) {
  const { versions } = timeline;
  const strip = useRef<HTMLDivElement>(null);
  const [held, setHeld] = useState<{ side: Side; at: number } | null>(null);
  const here = useHydrated();
  const last = Date.parse(versions.at(-1)?.firstSeenAt ?? "");
  const line = lineOf(timeline, here ? serverNow() : last + 60_000);
  const indexOf = (id: string | null) => versions.findIndex((version) => version.id === id);
  const at: Record<Side, number> = { from: indexOf(chosen.from), to: indexOf(chosen.to) };
  const shown: Record<Side, number> = held ? { ...at, [held.side]: held.at } : at;

  const put = (side: Side, index: number) => {
    const id = versions[index]?.id;
    if (!id) return;
    const next = { ...chosen, [side]: id };
    // A version is not compared with itself: it is read.
    choose(next.from === next.to ? { from: null, to: id } : next);
  };
  const versionAt = (event: PointerEvent) => {
    const box = strip.current?.getBoundingClientRect();
    return nearest(line.places, box ? (event.clientX - box.left) / box.width : 0);
  };
  const handle = (side: Side) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      setHeld({ side, at: Math.max(0, shown[side]) });
    },
    onPointerMove: (event: PointerEvent) => held?.side === side && setHeld({ side, at: versionAt(event) }),
    onPointerUp: () => {
      if (held?.side === side && held.at !== at[side]) put(side, held.at);
      setHeld(null);
    },
    onPointerCancel: () => setHeld(null),
    onKeyDown: (event: KeyboardEvent) => {
      const end = versions.length - 1;
      const now = Math.max(0, at[side]);
      const to = {
        ArrowLeft: now - 1,
        ArrowDown: now - 1,
        ArrowRight: now + 1,
        ArrowUp: now + 1,
        Home: 0,
        End: end,
      }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      put(side, Math.min(end, Math.max(0, to)));
    },
  });
  const oldest = versions[0];
  return (
    <section aria-label="Versions through time" className="select-none print:hidden">
      {/* The marks and the list do by key what a press on the line does. */}
      <div
        ref={strip}
        onPointerDown={(event) =>
          event.button === 0 && choose({ from: null, to: versions[versionAt(event)]?.id ?? null })
        }
        className="relative mx-3 h-10 cursor-pointer touch-pan-y border-b pointer-coarse:mx-6"
      >
        {line.failures.map(({ from, to }) => (
          <span
            key={from}
            aria-hidden
            className="absolute bottom-0 h-full min-w-[2px] bg-error-soft"
            style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%` }}
          >
            <span className="absolute inset-x-0 bottom-0 h-1 bg-error-bar" />
          </span>
        ))}
        {line.columns.map((column) => (
          <span
            key={column.at}
            aria-hidden
            className="absolute bottom-0 w-[3px] rounded-t-[1px] bg-changed-bar"
            style={{ left: `${column.at * 100}%`, height: `${heightOf(column)}%` }}
          />
        ))}
        {shown.from >= 0 && shown.to >= 0 && (
          <span
            aria-hidden
            className="pointer-events-none absolute inset-y-0 border-accent border-x bg-accent/10"
            style={between(line.places[shown.from] ?? 0, line.places[shown.to] ?? 0)}
          />
        )}
        {(["from", "to"] as const).map((side) => {
          const index = shown[side] >= 0 ? shown[side] : side === "from" ? Math.max(0, shown.to - 1) : -1;
          const version = versions[index];
          if (!version) return null;
          const isIdle = shown[side] < 0;
          return (
            <span
              key={side}
              role="slider"
              tabIndex={0}
              aria-label={side === "to" ? "Version" : "Compared with"}
              aria-valuemin={0}
              aria-valuemax={versions.length - 1}
              aria-valuenow={index}
              aria-valuetext={isIdle ? "nothing" : wordsOf(version.firstSeenAt, here)}
              title={isIdle ? "Move to compare" : wordsOf(version.firstSeenAt, here)}
              className="-translate-x-1/2 absolute top-0 z-10 grid h-full w-6 cursor-ew-resize touch-none justify-items-center pointer-coarse:w-11"
              style={{ left: `${(line.places[index] ?? 0) * 100}%` }}
              {...handle(side)}
            >
              <span className={cn("h-full w-0.5", isIdle ? "bg-border-strong" : "bg-accent")} />
              <span
                aria-hidden
                className={cn(
                  "-bottom-2.5 absolute grid size-5 place-items-center rounded-full border font-medium text-[11px]",
                  isIdle
                    ? "border-border-strong border-dashed bg-surface text-muted"
                    : side === "to"
                      ? "border-accent bg-accent text-accent-foreground"
                      : "border-accent bg-surface text-accent",
                )}
              >
                {side === "to" ? "B" : "A"}
              </span>
            </span>
          );
        })}
      </div>
      <p className="mx-3 mt-3 pointer-coarse:mx-6 flex flex-wrap justify-between gap-x-4 text-muted text-xs">
        <span>
          {oldest && <Moment iso={oldest.firstSeenAt} />}
          {!timeline.complete && `, older ones in the list`}
        </span>
        <span className="max-sm:hidden">
          {held ? (
            <span className="text-foreground">{wordsOf(versions[held.at]?.firstSeenAt ?? "", here)}</span>
          ) : (
            `Press a version to read it, move A and B to compare${line.failures.length > 0 ? `; red: ${count(line.failures.length, "time")} it could not be read` : ""}`
          )}
        </span>
        <span>now</span>
      </p>
    </section>
  );
}

function between(one: number, other: number) {
  const [from, to] = [Math.min(one, other), Math.max(one, other)];
  return { left: `${from * 100}%`, width: `${(to - from) * 100}%` };
}

/** The server says UTC, and the browser its own zone. */
function wordsOf(iso: string, here: boolean): string {
  const form = {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  } as const;
  return new Date(iso).toLocaleString("en-GB", { ...form, ...(!here && { timeZone: "UTC" }) });
}
