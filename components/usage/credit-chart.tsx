"use client";

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { chartOf, type Day, dateInWords, type Series } from "#components/usage/days.ts";
import type { DailyCredits } from "#lib/credit/model.ts";

/** The dearest is the darkest and stands at the base; what is not named one by one is grey. */
const COLOURS = [
  "var(--step-1)",
  "var(--step-2)",
  "var(--step-3)",
  "var(--step-4)",
  "var(--step-5)",
  "var(--same-bar)",
];

/** Credits per day, stacked by monitor: a picture; the table below it says the same to everybody. */
export function CreditChart({ daily, days }: { daily: DailyCredits[]; days: number }) {
  const chart = chartOf(daily, days, new Date());
  const axis = {
    stroke: "var(--border-strong)",
    tick: { fill: "var(--muted)", fontSize: 12 },
    tickLine: false,
  };
  return (
    <figure className="grid grid-cols-1 gap-3">
      <div className="h-64" aria-hidden>
        <ResponsiveContainer width="100%" height="100%">
          <BarChart
            data={chart.days}
            margin={{ top: 4, right: 0, bottom: 0, left: -12 }}
            barCategoryGap="20%"
            // The picture is hidden from screen readers, so nothing in it may take the focus.
            accessibilityLayer={false}
          >
            <CartesianGrid vertical={false} stroke="var(--border)" />
            <XAxis dataKey="date" tickFormatter={dateInWords} minTickGap={24} {...axis} />
            <YAxis allowDecimals={false} axisLine={false} width={52} {...axis} />
            <Tooltip
              isAnimationActive={false}
              cursor={{ fill: "var(--sunken)" }}
              content={({ payload }) => (
                <DayTip day={payload?.[0]?.payload as Day | undefined} series={chart.series} />
              )}
            />
            {chart.series.map(({ key }, index) => (
              <Bar
                key={key}
                dataKey={key}
                stackId="day"
                fill={COLOURS[index]}
                // A hairline between two monitors, so that it is not the shade alone that parts them.
                stroke="var(--background)"
                strokeWidth={chart.series.length > 1 ? 1 : 0}
                isAnimationActive={false}
              />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
      <figcaption className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {chart.series.length > 1 && <span className="text-muted">From the base up:</span>}
        {chart.series.map(({ key, name }, index) => (
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
    </figure>
  );
}

function DayTip({ day, series }: { day: Day | undefined; series: Series[] }) {
  if (!day) return null;
  const spent = series.filter(({ key }) => Number(day[key] ?? 0) > 0);
  return (
    <div className="rounded-md border bg-raised px-2.5 py-1.5 text-sm shadow-lg">
      <div className="font-medium">
        {dateInWords(day.date)} · {day.total.toLocaleString("en")} credits
      </div>
      {spent.map(({ key, name }) => (
        <div key={key} className="flex justify-between gap-4 text-muted">
          <span className="max-w-56 truncate">{name}</span>
          <span className="tabular-nums">{Number(day[key]).toLocaleString("en")}</span>
        </div>
      ))}
    </div>
  );
}
