"use client";

import type { ReactNode } from "react";
import { cn } from "#components/ui/class-names.ts";
import { type Day, dateInWords, type Series } from "#components/usage/days.ts";
import { usePointedDay } from "#components/usage/pointed-day.ts";

/** The colours from the base up. The dearest monitor is the darkest; those that are not named one by one are grey. */
export const COLOURS = [
  "var(--step-1)",
  "var(--step-2)",
  "var(--step-3)",
  "var(--step-4)",
  "var(--step-5)",
  "var(--same-bar)",
];

/** Fills its frame with a bar for each day, where `most` credits are the full height, and shows the tip of one day. */
export function CreditBars({ days, series, most }: { days: Day[]; series: Series[]; most: number }) {
  const { at, ...pointed } = usePointedDay(days.length);
  const tipped = at === null ? undefined : days[at];
  return (
    <div {...pointed} className="absolute inset-0 flex touch-pan-y touch-pinch-zoom">
      {days.map((day, index) => (
        <div
          key={day.date}
          className={cn("flex min-w-0 flex-1 items-end justify-center", index === at && "bg-sunken")}
        >
          {day.total > 0 && <Bar day={day} series={series} most={most} />}
        </div>
      ))}
      {at !== null && tipped && (
        <Beside at={at} count={days.length}>
          <DayTip day={tipped} series={series} />
        </Beside>
      )}
    </div>
  );
}

const creditsOf = (day: Day, { key }: Series) => Number(day[key] ?? 0);

function Bar({ day, series, most }: { day: Day; series: Series[]; most: number }) {
  return (
    <div
      data-day={day.date}
      // The gap is a hairline between two monitors, so that it is not the shade alone that parts them.
      className="flex min-h-px w-3/5 flex-col-reverse gap-px overflow-hidden bg-background forced-color-adjust-none"
      style={{ height: `${(day.total / most) * 100}%` }}
    >
      {series.map((one, index) => {
        const credits = creditsOf(day, one);
        return (
          credits > 0 && (
            <span
              key={one.key}
              className="min-h-px shrink-0 basis-0"
              style={{ flexGrow: credits, background: COLOURS[index] }}
            />
          )
        );
      })}
    </div>
  );
}

/**
 * Places a tip next to its day on the side that has more room. Where that is too little, the tip gives way towards
 * the day.
 */
function Beside({ at, count, children }: { at: number; count: number; children: ReactNode }) {
  const late = at * 2 >= count;
  const before = late ? count - at : at + 1;
  return (
    <div
      className={cn("pointer-events-none absolute inset-0 z-10 flex items-start", late && "flex-row-reverse")}
    >
      <div style={{ flexBasis: `${(before / count) * 100}%` }} />
      {children}
    </div>
  );
}

function DayTip({ day, series }: { day: Day; series: Series[] }) {
  return (
    <div className="mx-2 shrink-0 rounded-md border bg-raised px-2.5 py-1.5 text-sm shadow-lg">
      <div className="font-medium">
        {dateInWords(day.date)} · {day.total.toLocaleString("en")} credits
      </div>
      {series
        .filter((one) => creditsOf(day, one) > 0)
        .map((one) => (
          <div key={one.key} className="flex justify-between gap-4 text-muted">
            <span className="max-w-40 truncate sm:max-w-56">{one.name}</span>
            <span className="tabular-nums">{creditsOf(day, one).toLocaleString("en")}</span>
          </div>
        ))}
    </div>
  );
}
