import { describe, expect, test } from "vitest";
import { runsPerThirtyDays, shortestIntervalMinutes } from "./index.ts";

describe("shortestIntervalMinutes", () => {
  test.each([
    ["* * * * *", 1],
    ["*/5 * * * *", 5],
    ["*/7 * * * *", 4],
    ["0,3 * * * *", 3],
    ["58,2 * * * *", 4],
    ["58,2 12 * * *", 56],
    ["58,2 0,23 * * *", 4],
    ["58,2 0,23 * * MON", 56],
    ["58,2 0,23 * * MON,TUE", 4],
    ["58,2 0,23 1 * *", 56],
    ["58,2 0,23 1,31 * *", 4],
    ["58,2 0,23 31,1 1,3 *", 56],
    ["58,2 0,23 28,1 2,3 *", 4],
    ["0 * * * *", 60],
    ["0 0 * * *", 1_440],
    ["0 0 * * 0", 7 * 1_440],
    ["0 0 1 * *", 28 * 1_440],
    ["0 0 1 1 *", 365 * 1_440],
    ["0 0 30 2 *", Number.POSITIVE_INFINITY],
  ])("%s: %d", (cron, minutes) => {
    expect(shortestIntervalMinutes(cron)).toBe(minutes);
  });
});

describe("runsPerThirtyDays", () => {
  test.each([
    ["*/5 * * * *", 8_640],
    ["*/30 * * * *", 1_440],
    ["0 * * * *", 720],
    ["0 0 * * *", 30],
    ["0 9,17 * * 1-5", 43],
    ["0 0 * * 0", 5],
    ["0 0 1 * *", 1],
    ["0 0 1,28 * *", 2],
    ["0 0 1 1 *", 1],
    ["0 0 30 2 *", 0],
  ])("%s: %d", (cron, runs) => {
    expect(runsPerThirtyDays(cron)).toBe(runs);
  });
});
