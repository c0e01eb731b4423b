"use client";

import { useMemo } from "react";
import { useNow } from "#components/hooks/use-now.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { ahead, exactTime } from "#components/ui/time.tsx";
import { nextRuns, validateSchedule } from "#lib/monitor/schedule/index.ts";

const HOW_MANY = 10;
const MINUTE_MS = 60_000;

type Day = { day: string; runs: { at: Date; clock: string }[] };

function runsByDay(cron: string, timezone: string, now: number): Day[] {
  const date = { timeZone: timezone, weekday: "short", day: "numeric", month: "short" } as const;
  const day = new Intl.DateTimeFormat("en-GB", date);
  const dayOfYear = new Intl.DateTimeFormat("en-GB", { ...date, year: "numeric" });
  const year = new Intl.DateTimeFormat("en-GB", { timeZone: timezone, year: "numeric" });
  const thisYear = year.format(now);
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone: timezone, hour: "2-digit", minute: "2-digit" });
  const days: Day[] = [];
  for (const at of nextRuns(cron, timezone, new Date(now), HOW_MANY)) {
    const name = (year.format(at) === thisYear ? day : dayOfYear).format(at);
    const run = { at, clock: clock.format(at) };
    const last = days.at(-1);
    if (last?.day === name) last.runs.push(run);
    else days.push({ day: name, runs: [run] });
  }
  return days;
}

/** The next ten runs in the chosen zone, by day; each with the reader's own time on hover. */
export function NextRuns({ cron, timezone }: { cron: string | null; timezone: string }) {
  const now = useNow();
  const minute = now === null ? null : Math.floor(now / MINUTE_MS) * MINUTE_MS;
  const days = useMemo(() => {
    if (minute === null || cron === null) return null;
    const allowed = validateSchedule({ cron, timezone }, new Date(minute));
    return allowed.ok ? runsByDay(cron, timezone, minute) : [];
  }, [cron, timezone, minute]);
  const first = days?.[0]?.runs[0];
  return (
    <section aria-labelledby="next-runs">
      <div className="flex items-baseline justify-between gap-2 border-b pb-1.5">
        <h2 id="next-runs" className="font-medium text-sm">
          Next ten runs
        </h2>
        {first && now !== null && (
          <span className="text-muted text-sm">first {ahead(first.at.getTime(), now)}</span>
        )}
      </div>
      <div className="pt-2 text-sm">
        {now === null && <Skeleton className="h-4 w-48" />}
        {now !== null && !days?.length && (
          <p className="text-muted">They show here as soon as the schedule can be read.</p>
        )}
        <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1.5">
          {days?.map(({ day, runs }) => (
            <div key={day} className="contents">
              <dt className="whitespace-nowrap text-muted">{day}</dt>
              <dd className="flex flex-wrap gap-x-3 gap-y-0.5 tabular-nums">
                {runs.map(({ at, clock }) => (
                  <time key={at.getTime()} dateTime={at.toISOString()} title={exactTime(at)}>
                    {clock}
                  </time>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}
