import { expect, test } from "vitest";
import { windowOf } from "./window.ts";

test.each([
  ["day", "2026-11-25T12:34:56.789Z", "2026-11-24T13:00:00.000Z", "2026-11-25T13:00:00.000Z", 24],
  // A moment on a border begins a period, and ends none.
  ["day", "2026-11-25T12:00:00.000Z", "2026-11-24T13:00:00.000Z", "2026-11-25T13:00:00.000Z", 24],
  ["day", "2026-11-25T11:59:59.999Z", "2026-11-24T12:00:00.000Z", "2026-11-25T12:00:00.000Z", 24],
  ["week", "2026-11-25T23:59:59.999Z", "2026-11-19T00:00:00.000Z", "2026-11-26T00:00:00.000Z", 7],
  ["week", "2026-11-26T00:00:00.000Z", "2026-11-20T00:00:00.000Z", "2026-11-27T00:00:00.000Z", 7],
  // Over the end of a month, of a leap year's February, and of a year.
  ["month", "2026-12-01T08:00:00.000Z", "2026-11-02T00:00:00.000Z", "2026-12-02T00:00:00.000Z", 30],
  ["month", "2028-03-01T08:00:00.000Z", "2028-02-01T00:00:00.000Z", "2028-03-02T00:00:00.000Z", 30],
  ["week", "2027-01-02T08:00:00.000Z", "2026-12-27T00:00:00.000Z", "2027-01-03T00:00:00.000Z", 7],
] as const)("a %s that ends about %s", (timeRange, now, startDate, endDate, count) => {
  const { window, bins } = windowOf(timeRange, new Date(now));
  expect(window).toEqual({ timeRange, binSize: timeRange === "day" ? "hour" : "day", startDate, endDate });
  expect(bins).toHaveLength(count);
  expect(bins[0]?.start.toISOString()).toBe(startDate);
  expect(bins.at(-1)?.end.toISOString()).toBe(endDate);
  for (const [index, bin] of bins.slice(1).entries()) expect(bin.start).toEqual(bins[index]?.end);
  const last = bins.at(-1);
  expect(last && last.start <= new Date(now) && new Date(now) < last.end).toBe(true);
});
