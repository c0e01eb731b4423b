import type { DailyCredits } from "#lib/credit/model.ts";

/** The credits of one day (UTC), by the key of each series. */
export type Day = { date: string; total: number } & Record<string, number | string>;
export type Series = { key: string; name: string; total: number };

/** The page looks so many days back. */
export const USAGE_DAYS = 30;

/** Writes a day in UTC as "23 Nov". */
export const dateInWords = (date: string) =>
  new Date(date).toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/** Lists the days on which something was charged, the latest first, each with its monitors, the dearest first. */
export function byDay(daily: DailyCredits[]): { date: string; total: number; monitors: Series[] }[] {
  const days = Map.groupBy(daily, ({ date }) => date);
  return [...days]
    .sort(([one], [other]) => other.localeCompare(one))
    .map(([date, charged]) => {
      const monitors = byMonitor(charged);
      return { date, total: monitors.reduce((sum, one) => sum + one.total, 0), monitors };
    });
}

/** What was charged for no monitor: pages that were tried before anything was saved. */
export const TRIED = "tried";

const SERIES_SHOWN = 5;
const REST = "rest";

/** Lists the monitors that were charged, the dearest first. */
export function byMonitor(daily: DailyCredits[]): Series[] {
  const totals = new Map<string, Series>();
  for (const { monitorId, monitorName, credits } of daily) {
    const key = monitorId ?? TRIED;
    const known = totals.get(key) ?? {
      key,
      name: monitorId === null ? "Pages tried" : (monitorName ?? "Deleted monitor"),
      total: 0,
    };
    totals.set(key, { ...known, total: known.total + credits });
  }
  return [...totals.values()].sort((a, b) => b.total - a.total);
}

/** Lays out a chart of the last `days` days, with a bar for every day, also for those without checks. */
export function chartOf(daily: DailyCredits[], days: number, today: Date): { days: Day[]; series: Series[] } {
  const monitors = byMonitor(daily);
  const shown = monitors.slice(0, SERIES_SHOWN);
  const rest = monitors.slice(SERIES_SHOWN);
  const series = rest.length > 0 ? [...shown, sumOf(rest)] : shown;
  const keys = new Set(shown.map((one) => one.key));
  const rows = new Map(lastDates(days, today).map((date) => [date, emptyDay(date, series)]));
  for (const { date, monitorId, credits } of daily) {
    const row = rows.get(date);
    const key = keys.has(monitorId ?? TRIED) ? (monitorId ?? TRIED) : REST;
    if (!row) continue;
    row[key] = Number(row[key] ?? 0) + credits;
    row.total += credits;
  }
  return { days: [...rows.values()], series };
}

function sumOf(rest: Series[]): Series {
  return { key: REST, name: `${rest.length} more`, total: rest.reduce((sum, one) => sum + one.total, 0) };
}

function emptyDay(date: string, series: Series[]): Day {
  return Object.assign({ date, total: 0 }, Object.fromEntries(series.map(({ key }) => [key, 0])));
}

function lastDates(days: number, today: Date): string[] {
  const midnight = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate());
  return Array.from({ length: days }, (_, back) =>
    new Date(midnight - (days - 1 - back) * 86_400_000).toISOString().slice(0, 10),
  );
}
