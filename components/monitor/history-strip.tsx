"use client";

import Link from "next/link";
import { type CSSProperties, type KeyboardEvent, memo } from "react";
import { shownStatus } from "#components/check/finding.ts";
import { useNow } from "#components/hooks/use-now.ts";
import { BarTip, useBarTip } from "#components/monitor/bar-tip.tsx";
import { barInWords, stripInWords } from "#components/monitor/bar-words.ts";
import { cn } from "#components/ui/class-names.ts";
import type { HistoryBar } from "#lib/monitor/model.ts";

const HEIGHT = 28;
const STEP = 6;
/** How wide a bar is drawn; a finger needs more room than a pointer. */
const WIDTH = "w-1";
const FINGER = "w-1 pointer-coarse:w-3";
const FLOOR = 4;
/** With so many pages changed a bar has its full height; below that, the height grows with the logarithm. */
const FULL_AT = 200;

/** Where there is too little room, the strip is cut at its oldest end. */
const LINE = "flex items-end justify-end overflow-hidden";
/** Where fingers point, each bar has room for one, and the strip is pushed along to older ones. */
const FOR_FINGERS =
  "h-7 w-[calc(var(--slots)*6px)] pointer-coarse:h-[45px] pointer-coarse:w-full pointer-coarse:max-w-[calc(var(--slots)*24px)] pointer-coarse:justify-start pointer-coarse:overflow-x-auto pointer-coarse:[scrollbar-width:none] pointer-coarse:[&>li:first-child]:ml-auto";

type Look = { height: number; className: string; hollow?: boolean; notch?: boolean };

function lookOf(bar: HistoryBar): Look {
  const moved = bar.changed + bar.new + bar.removed;
  const grown = FLOOR + (HEIGHT - FLOOR) * Math.min(1, Math.log1p(moved) / Math.log1p(FULL_AT));
  const height = moved === 0 ? FLOOR : Math.max(grown, FLOOR + 6);
  if (bar.status === "queued" || bar.status === "running") {
    return { height: Math.max(height, 10), className: "text-accent animate-tide" };
  }
  if (bar.status.startsWith("skipped")) return { height: 10, className: "text-same-bar", hollow: true };
  if (shownStatus(bar.status, bar) === "failed") return { height: HEIGHT, className: "text-error-bar" };
  return { height, className: strongest(bar), notch: bar.error > 0 };
}

function strongest(bar: HistoryBar): string {
  if (bar.changed > 0) return "text-changed-bar";
  if (bar.new > 0) return "text-new-bar";
  if (bar.removed > 0) return "text-removed-bar";
  return bar.error > 0 ? "text-error-bar" : "text-same-bar";
}

/** Picks the newest bars that there is room for, or those around the check whose page it is. */
function windowOf(bars: HistoryBar[], slots: number, current: string | undefined): HistoryBar[] {
  const at = bars.findIndex(({ id }) => id === current);
  const end = at < 0 ? bars.length : Math.min(bars.length, Math.max(slots, at + Math.ceil(slots / 2)));
  return bars.slice(Math.max(0, end - slots), end);
}

/**
 * The tide line of a monitor: one bar per check, the newest at the right, as high as pages moved, in the colour of
 * the strongest outcome; errors cut a notch through it. Each bar leads to its check; the arrow keys walk along it.
 */
export function HistoryStrip({
  monitorId,
  bars,
  slots,
  current,
  className,
}: {
  monitorId: string;
  /** The checks, the oldest first. */
  bars: HistoryBar[];
  slots: number;
  /** The check whose page this is. */
  current?: string;
  className?: string;
}) {
  const now = useNow(60_000);
  const shown = windowOf(bars, slots, current);
  const first = shown.some(({ id }) => id === current) ? current : shown.at(-1)?.id;
  const { tip, tipId, ...tipped } = useBarTip(shown);
  return (
    <>
      <ul
        {...tipped}
        aria-label={`History: ${stripInWords(shown, now)}`}
        ref={toTheNewest}
        className={cn(LINE, FOR_FINGERS, current && "pointer-coarse:max-w-[min(50vw,20rem)]", className)}
        style={{ "--slots": slots } as CSSProperties}
      >
        {shown.map((bar) => (
          <li key={bar.id} data-bar={bar.id} className="h-full shrink-0">
            <Link
              onKeyDown={walk}
              href={`/monitors/${monitorId}/checks/${bar.id}`}
              prefetch={false}
              tabIndex={bar.id === first ? 0 : -1}
              aria-label={barInWords(bar, now !== null)}
              aria-current={bar.id === current ? "page" : undefined}
              aria-describedby={tip?.bar.id === bar.id ? tipId : undefined}
              // The strip cuts what reaches over its edge, so the ring is drawn inside.
              className="relative flex h-full w-1.5 items-end -outline-offset-2 hover:bg-sunken aria-[current]:bg-accent-soft aria-[current]:shadow-[inset_0_2px_var(--accent)] pointer-coarse:w-6 pointer-coarse:justify-center"
            >
              <Bar {...lookOf(bar)} width={FINGER} />
            </Link>
          </li>
        ))}
      </ul>
      {tip && <BarTip {...tip} id={tipId} now={now} />}
    </>
  );
}

/** Draws the same bars without links, for a place that leads to the monitor and says the rest in words. */
export const HistoryPicture = memo(function HistoryPicture({
  bars,
  slots,
  className,
}: {
  /** The checks, the oldest first. */
  bars: HistoryBar[];
  slots: number;
  className?: string;
}) {
  return (
    <span aria-hidden className={cn(LINE, className)} style={{ height: HEIGHT, width: slots * STEP }}>
      {windowOf(bars, slots, undefined).map((bar) => (
        <span key={bar.id} className="relative flex h-full shrink-0 items-end" style={{ width: STEP }}>
          <Bar {...lookOf(bar)} width={WIDTH} />
        </span>
      ))}
    </span>
  );
});

/** Moves the focus from bar to bar with the arrow keys. */
function walk(event: KeyboardEvent<HTMLAnchorElement>): void {
  const item = event.currentTarget.parentElement;
  const neighbour = { ArrowLeft: item?.previousElementSibling, ArrowRight: item?.nextElementSibling }[
    event.key
  ];
  if (!neighbour) return;
  event.preventDefault();
  neighbour.querySelector("a")?.focus();
}

/** Pushed along, the strip begins at its newest end, or where the check stands whose page it is on. */
function toTheNewest(strip: HTMLUListElement | null): void {
  if (!strip || strip.scrollWidth <= strip.clientWidth) return;
  const current = strip.querySelector<HTMLElement>("[aria-current]");
  strip.scrollLeft = current ? current.offsetLeft - strip.clientWidth / 2 : strip.scrollWidth;
}

function Bar({ height, className, hollow, notch, width }: Look & { width: string }) {
  return (
    <span className={cn("relative block", width)} style={{ height: notch ? "100%" : height }}>
      {notch && (
        <span className="-translate-x-1/2 absolute inset-y-0 left-1/2 w-0.5 rounded-[1px] bg-error-bar" />
      )}
      <span
        className={cn(
          "absolute inset-x-0 bottom-0 block rounded-[1px]",
          className,
          hollow ? "border border-current" : "bg-current",
        )}
        style={{ height }}
      />
    </span>
  );
}
