"use client";

import { cn } from "#components/ui/class-names.ts";
import { COLOURS, CreditBars } from "#components/usage/credit-bars.tsx";
import { chartOf, type Day, dateInWords, type Series } from "#components/usage/days.ts";
import { namedPlaces, ticksUpTo } from "#components/usage/ticks.ts";
import type { DailyCredits } from "#lib/credit/model.ts";

/** Draws the credits of each day, stacked by monitor. The table below says the same to those who cannot see it. */
export function CreditChart({
  daily,
  days,
  today,
}: {
  daily: DailyCredits[];
  days: number;
  /** The moment at which the figures were read: server and browser may be on two sides of midnight. */
  today: Date;
}) {
  const chart = chartOf(daily, days, today);
  const most = Math.max(1, ...chart.days.map(({ total }) => total));
  const ticks = ticksUpTo(most).map((credits) => ({ credits, height: `${(credits / most) * 100}%` }));
  return (
    <figure className="grid grid-cols-1 gap-3">
      <div
        aria-hidden
        className="grid h-64 grid-cols-[auto_minmax(0,1fr)] grid-rows-[minmax(0,1fr)_auto] gap-x-2 pt-2"
      >
        {ticks.map(({ credits, height }) => (
          <div key={credits} className="col-start-1 row-start-1 self-end text-right" style={{ height }}>
            <div className="-translate-y-1/2 text-muted text-xs">{credits.toLocaleString("en")}</div>
          </div>
        ))}
        <div className="relative col-start-2 row-start-1 border-border-strong border-b">
          {ticks.slice(1).map(({ credits, height }) => (
            <div key={credits} className="absolute inset-x-0 border-t" style={{ bottom: height }} />
          ))}
          <CreditBars days={chart.days} series={chart.series} most={most} />
        </div>
        <div className="@container col-start-2 row-start-2">
          <Dates days={chart.days} atMost={5} className="@2xl:hidden" />
          <Dates days={chart.days} atMost={10} className="hidden @2xl:block @5xl:hidden" />
          <Dates days={chart.days} atMost={15} className="hidden @5xl:block" />
        </div>
      </div>
      <Legend series={chart.series} />
    </figure>
  );
}

function Dates({ days, atMost, className }: { days: Day[]; atMost: number; className: string }) {
  const named = new Set(namedPlaces(days.length, atMost));
  return (
    <div className={cn("relative h-5 whitespace-nowrap text-muted text-xs", className)}>
      {days.map(
        ({ date }, place) =>
          named.has(place) && (
            <span
              key={date}
              className="-translate-x-1/2 absolute bottom-0"
              style={{ left: `${((place + 0.5) / days.length) * 100}%` }}
            >
              {dateInWords(date)}
            </span>
          ),
      )}
    </div>
  );
}

function Legend({ series }: { series: Series[] }) {
  return (
    <figcaption className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {series.length > 1 && <span className="text-muted">From the base up:</span>}
      {series.map(({ key, name }, index) => (
        <span key={key} className="inline-flex min-w-0 max-w-full items-center gap-1.5">
          <span
            aria-hidden
            className="size-2.5 shrink-0 rounded-[2px]"
            style={{ background: COLOURS[index] }}
          />
          <span className="truncate">{name}</span>
        </span>
      ))}
    </figcaption>
  );
}
