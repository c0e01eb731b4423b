import { describe, expect, test } from "vitest";
import { isKnownTimezone, nextRun, nextRuns } from "./index.ts";

const next = (cron: string, timezone: string, after: string) =>
  nextRun(cron, timezone, new Date(after))?.toISOString().replace(":00.000Z", "Z") ?? null;

describe("nextRun", () => {
  test.each([
    ["the next minute that matches", "*/5 * * * *", "2026-05-01T10:02:00Z", "2026-05-01T10:05Z"],
    ["strictly after a minute that matches", "*/5 * * * *", "2026-05-01T10:05:00Z", "2026-05-01T10:10Z"],
    [
      "a minute that begins within the second",
      "*/5 * * * *",
      "2026-05-01T10:04:59.999Z",
      "2026-05-01T10:05Z",
    ],
    ["not the minute already begun", "*/5 * * * *", "2026-05-01T10:05:00.001Z", "2026-05-01T10:10Z"],
    ["over midnight and the year", "0 0 * * *", "2026-12-31T23:59:00Z", "2027-01-01T00:00Z"],
    ["both of day of month and day of week", "0 0 13 * FRI", "2026-03-14T00:00:00Z", "2026-11-13T00:00Z"],
    ["short months passed over", "0 0 31 * *", "2026-03-31T00:00:00Z", "2026-05-31T00:00Z"],
    ["29 February in its year", "0 0 29 2 *", "2026-01-01T00:00:00Z", "2028-02-29T00:00Z"],
    ["a Friday the 13th 427 days off", "0 0 13 * 5", "2029-07-13T00:00:00Z", "2030-09-13T00:00Z"],
  ])("is %s", (_, cron, after, expected) => {
    expect(next(cron, "UTC", after)).toBe(expected);
  });

  test("is null for a date that never comes", () => {
    expect(next("0 0 30 2 *", "UTC", "2026-01-01T00:00:00Z")).toBeNull();
  });

  test.each([
    // Spring forward: 02:00 to 03:00 does not exist on 29 March.
    ["Europe/Berlin", "30 2 * * *", "2026-03-28T12:00:00Z", "2026-03-30T00:30Z"],
    ["Europe/Berlin", "0 3 * * *", "2026-03-28T12:00:00Z", "2026-03-29T01:00Z"],
    ["Europe/Berlin", "*/30 * * * *", "2026-03-29T00:30:00Z", "2026-03-29T01:00Z"],
    // Fall back: 02:00 to 03:00 comes twice on 25 October.
    ["Europe/Berlin", "30 2 * * *", "2026-10-24T12:00:00Z", "2026-10-25T00:30Z"],
    ["Europe/Berlin", "30 2 * * *", "2026-10-25T00:30:00Z", "2026-10-25T01:30Z"],
    ["Europe/Berlin", "30 2 * * *", "2026-10-25T01:30:00Z", "2026-10-26T01:30Z"],
    ["America/New_York", "30 2 8 3 *", "2026-03-01T00:00:00Z", "2027-03-08T07:30Z"],
    ["America/New_York", "0 9 * * 1-5", "2026-03-06T20:00:00Z", "2026-03-09T13:00Z"],
    ["America/New_York", "30 1 * * *", "2026-11-01T05:30:00Z", "2026-11-01T06:30Z"],
    // Half an hour of daylight saving: 02:00 to 02:30 is skipped, 01:30 to 02:00 comes twice.
    ["Australia/Lord_Howe", "15 2 * * *", "2026-10-03T00:00:00Z", "2026-10-04T15:15Z"],
    ["Australia/Lord_Howe", "45 1 * * *", "2026-04-04T14:45:00Z", "2026-04-04T15:15Z"],
    ["Asia/Kathmandu", "0 9 * * *", "2026-05-01T00:00:00Z", "2026-05-01T03:15Z"],
    ["Asia/Kolkata", "0 9 * * *", "2026-05-01T00:00:00Z", "2026-05-01T03:30Z"],
    // Samoa had no 30 December 2011.
    ["Pacific/Apia", "0 12 * * *", "2011-12-29T22:00:00Z", "2011-12-30T22:00Z"],
    ["Pacific/Apia", "0 12 30 12 *", "2011-12-01T00:00:00Z", "2012-12-29T22:00Z"],
    // Daylight saving at midnight: 6 September 2026 begins at 01:00.
    ["America/Santiago", "0 0 * * *", "2026-09-05T12:00:00Z", "2026-09-07T03:00Z"],
    ["America/Santiago", "0 0 6 9 *", "2026-09-01T00:00:00Z", "2027-09-06T03:00Z"],
  ])("in %s, %s after %s is %s", (timezone, cron, after, expected) => {
    expect(next(cron, timezone, after)).toBe(expected);
  });

  test("names what it cannot read", () => {
    expect(() => nextRun("nonsense", "UTC", new Date())).toThrow(RangeError);
    expect(() => nextRun("* * * * *", "Mars/Olympus", new Date())).toThrow(RangeError);
    expect(() => nextRun("* * * * *", "UTC", new Date(Number.NaN))).toThrow(RangeError);
  });

  test("nextRuns lists them in order", () => {
    const runs = nextRuns("0 12 * * SAT,SUN", "Europe/Berlin", new Date("2026-03-27T00:00:00Z"), 3);
    expect(runs.map((run) => run.toISOString())).toEqual([
      "2026-03-28T11:00:00.000Z",
      "2026-03-29T10:00:00.000Z",
      "2026-04-04T10:00:00.000Z",
    ]);
  });

  test("is quick enough to plan 10,000 schedules in a minute", () => {
    const zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"];
    const crons = ["*/5 * * * *", "7-59/15 * * * *", "0 9 * * 1-5", "0 0 1 * *", "30 2 * * *"];
    const start = performance.now();
    for (let index = 0; index < 10_000; index++) {
      nextRun(
        crons[index % 5]!,
        zones[Math.floor(index / 5) % 5]!,
        new Date(1_780_000_000_000 + index * 1e6),
      );
    }
    const elapsed = performance.now() - start;
    if (process.env.SHOW_FIGURES) console.log(`nextRun: ${(elapsed / 10).toFixed(1)} µs each`);
    expect(elapsed).toBeLessThan(5_000);
  });
});

describe("isKnownTimezone", () => {
  test.each([
    ["Europe/Berlin", true],
    ["UTC", true],
    ["Asia/Kathmandu", true],
    ["America/Argentina/Buenos_Aires", true],
    ["Europe/Atlantis", false],
    ["+01:00", false],
    ["GMT+1", false],
    ["", false],
  ])("%j: %s", (timezone, known) => {
    expect(isKnownTimezone(timezone)).toBe(known);
  });
});
