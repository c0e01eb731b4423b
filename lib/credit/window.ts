import type { TimeRange, UsageWindow } from "#lib/credit/model.ts";

const HOUR = 3_600_000;
const BINS = {
  day: { count: 24, size: HOUR, binSize: "hour" },
  week: { count: 7, size: 24 * HOUR, binSize: "day" },
  month: { count: 30, size: 24 * HOUR, binSize: "day" },
} as const satisfies Record<TimeRange, { count: number; size: number; binSize: UsageWindow["binSize"] }>;

/** A stretch of time that ends with the hour or day (UTC) of `now`, and the periods it consists of, oldest first. */
export function windowOf(
  timeRange: TimeRange,
  now: Date,
): { window: UsageWindow; bins: { start: Date; end: Date }[] } {
  const { count, size, binSize } = BINS[timeRange];
  // Unix time has no leap seconds, so hours and days of UTC are its multiples.
  const end = (Math.floor(now.getTime() / size) + 1) * size;
  const starts = Array.from({ length: count }, (_, index) => end - (count - index) * size);
  const bins = starts.map((start) => ({ start: new Date(start), end: new Date(start + size) }));
  const startDate = new Date(end - count * size).toISOString();
  return { window: { timeRange, binSize, startDate, endDate: new Date(end).toISOString() }, bins };
}
