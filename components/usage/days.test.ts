import { expect, test } from "vitest";
import type { DailyCredits } from "#lib/credit/model.ts";
import { byDay, byMonitor, chartOf, dateInWords } from "./days.ts";
import { isUnlimited } from "./unlimited.ts";

const charged = (date: string, monitorId: string | null, credits: number): DailyCredits => ({
  date,
  monitorId,
  monitorName: monitorId && `Monitor ${monitorId}`,
  credits,
});
const TODAY = new Date("2026-03-02T00:30:00Z");

test("a day is a day in UTC, wherever it is read", () => {
  expect(dateInWords("2026-11-23")).toBe("23 Nov");
});

test("monitors are summed, the dearest first; pages that were tried are one", () => {
  const daily = [
    charged("2026-03-01", "a", 2),
    charged("2026-03-01", null, 4),
    charged("2026-03-02", "a", 3),
  ];
  expect(byMonitor(daily)).toEqual([
    { key: "a", name: "Monitor a", total: 5 },
    { key: "tried", name: "Pages tried", total: 4 },
  ]);
  expect(byMonitor([])).toEqual([]);
});

test("days with a charge are listed, the latest first, each with its monitors", () => {
  const daily = [charged("2026-02-28", "a", 1), charged("2026-03-02", "a", 2), charged("2026-03-02", "b", 5)];
  expect(byDay(daily).map(({ date, total }) => [date, total])).toEqual([
    ["2026-03-02", 7],
    ["2026-02-28", 1],
  ]);
  expect(byDay(daily)[0]?.monitors.map(({ key }) => key)).toEqual(["b", "a"]);
});

test("a chart has a bar for every day, over the end of a month too", () => {
  const { days, series } = chartOf([charged("2026-03-01", "a", 2)], 4, TODAY);
  expect(days.map(({ date, total }) => [date, total])).toEqual([
    ["2026-02-27", 0],
    ["2026-02-28", 0],
    ["2026-03-01", 2],
    ["2026-03-02", 0],
  ]);
  expect(series).toEqual([{ key: "a", name: "Monitor a", total: 2 }]);
});

test("what was charged before the first day of the chart raises no bar", () => {
  const { days } = chartOf([charged("2026-02-01", "a", 9)], 3, TODAY);
  expect(days.map(({ total }) => total)).toEqual([0, 0, 0]);
});

test("five monitors have a colour of their own, and all others share one", () => {
  const daily = ["a", "b", "c", "d", "e", "f", "g"].map((id, at) => charged("2026-03-02", id, 10 - at));
  const { days, series } = chartOf(daily, 1, TODAY);
  expect(series.map(({ key }) => key)).toEqual(["a", "b", "c", "d", "e", "rest"]);
  expect(series.at(-1)).toEqual({ key: "rest", name: "2 more", total: 9 });
  expect(days[0]).toMatchObject({ a: 10, e: 6, rest: 9, total: 49 });
});

test("six monitors leave one that is named as one more", () => {
  const daily = ["a", "b", "c", "d", "e", "f"].map((id) => charged("2026-03-02", id, 1));
  expect(chartOf(daily, 1, TODAY).series.at(-1)?.name).toBe("1 more");
});

test.each([
  [999_999_999_999, false],
  [1_000_000_000_000, true],
])("a plan of %i credits is unlimited: %s", (planCredits, unlimited) => {
  const usage = { planCredits, remainingCredits: 0, billingPeriodStart: "", billingPeriodEnd: "" };
  expect(isUnlimited(usage)).toBe(unlimited);
});
