"use client";

import Link from "next/link";
import type { KeyboardEvent } from "react";
import { BarTip, useBarTip } from "#components/monitor/bar-tip.tsx";
import { cn } from "#components/ui/class-names.ts";
import { relativeTime, useNow } from "#components/ui/time.tsx";
import type { HistoryBar } from "#lib/monitor/model.ts";

const HEIGHT = 28;
const STEP = 6;
const WIDTH = 4;
const FLOOR = 4;
/** Pages changed at which a bar is full; between, height grows with the logarithm. */
const FULL_AT = 200;

type Look = { height: number; className: string; hollow?: boolean };

function lookOf(bar: HistoryBar): Look {
  const moved = bar.changed + bar.new + bar.removed;
  const grown = FLOOR + (HEIGHT - FLOOR) * Math.min(1, Math.log1p(moved) / Math.log1p(FULL_AT));
  const height = moved === 0 ? FLOOR : Math.max(grown, FLOOR + 6);
  if (bar.status === "queued" || bar.status === "running") {
    return { height: Math.max(height, 10), className: "text-accent animate-tide" };
  }
  if (bar.status.startsWith("skipped")) return { height: 10, className: "text-same-bar", hollow: true };
  if (bar.status === "failed") return { height: HEIGHT, className: "text-error-bar" };
  if (moved === 0) return { height, className: bar.error > 0 ? "text-error-bar" : "text-same-bar" };
  if (bar.changed > 0) return { height, className: "text-changed-bar" };
  return { height, className: bar.new > 0 ? "text-new-bar" : "text-removed-bar" };
}

function sentence(bars: HistoryBar[], now: number | null): string {
  const withChanges = bars.filter((bar) => bar.changed + bar.new + bar.removed > 0);
  const failed = bars.filter((bar) => bar.status === "failed" || bar.error > 0).length;
  const last = withChanges.at(-1);
  const parts = [
    `${bars.length} ${bars.length === 1 ? "check" : "checks"}`,
    `${withChanges.length} with changes`,
    ...(failed > 0 ? [`${failed} with errors`] : []),
    ...(last && now !== null ? [`last change ${relativeTime(Date.parse(last.at), now)}`] : []),
  ];
  return parts.join(", ");
}

/**
 * The tide line of a monitor: one bar per check, the newest at the right, as high as pages moved. Each bar leads
 * to its check; the arrow keys walk along it.
 */
export function HistoryStrip({
  monitorId,
  bars,
  slots,
  className,
}: {
  monitorId: string;
  /** Oldest first. */
  bars: HistoryBar[];
  slots: number;
  className?: string;
}) {
  const now = useNow(60_000);
  const shown = bars.slice(-slots);
  const { tip, tipId, ...tipped } = useBarTip(shown);
  return (
    <>
      <ul
        {...tipped}
        aria-label={`History: ${sentence(shown, now)}`}
        className={cn("flex items-end justify-end overflow-hidden", className)}
        style={{ height: HEIGHT, width: slots * STEP }}
      >
        {shown.map((bar, index) => (
          <li key={bar.id} data-bar={bar.id} className="h-full">
            <Link
              onKeyDown={walk}
              href={`/monitors/${monitorId}/checks/${bar.id}`}
              prefetch={false}
              tabIndex={index === shown.length - 1 ? 0 : -1}
              aria-label={`Check ${bar.status}, ${bar.changed} changed, ${bar.new} new, ${bar.removed} removed, ${bar.error} errors`}
              aria-describedby={tip?.bar.id === bar.id ? tipId : undefined}
              className="flex h-full items-end hover:bg-sunken"
              style={{ width: STEP }}
            >
              <Bar {...lookOf(bar)} />
            </Link>
          </li>
        ))}
      </ul>
      {tip && <BarTip id={tipId} now={now} {...tip} />}
    </>
  );
}

/** The arrow keys lead from bar to bar. */
function walk(event: KeyboardEvent<HTMLAnchorElement>): void {
  const here = event.currentTarget.parentElement;
  const there = { ArrowLeft: here?.previousElementSibling, ArrowRight: here?.nextElementSibling }[event.key];
  if (!there) return;
  event.preventDefault();
  there.querySelector("a")?.focus();
}

function Bar({ height, className, hollow }: Look) {
  return (
    <span
      aria-hidden
      className={cn("block rounded-[1px]", className, hollow ? "border border-current" : "bg-current")}
      style={{ height, width: WIDTH }}
    />
  );
}
