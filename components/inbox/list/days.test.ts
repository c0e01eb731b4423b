import { expect, test } from "vitest";
import { itemOf } from "#testing/inbox-items.ts";
import { linesOf } from "./days.ts";

const now = new Date(2026, 10, 27, 14).getTime();
const on = (number: number, ...date: [number, number, number, number?]) =>
  itemOf(number, { changedAt: new Date(...date).toISOString() });
const days = (items: ReturnType<typeof itemOf>[]) =>
  linesOf(items, now).flatMap((line) => ("day" in line ? [line.day] : []));

test("each day has its heading, before the first of its items", () => {
  const items = [
    on(5, 2026, 10, 27, 9),
    on(4, 2026, 10, 27, 0),
    on(3, 2026, 10, 26, 23),
    on(2, 2026, 9, 4),
    on(1, 2025, 11, 31),
  ];
  expect(days(items)).toEqual(["Today", "Yesterday", "Sunday 4 October", "Wednesday 31 December 2025"]);
  const lines = linesOf(items, now);
  expect(lines.map((line) => ("item" in line ? line.index : "day"))).toEqual([
    "day",
    0,
    1,
    "day",
    2,
    "day",
    3,
    "day",
    4,
  ]);
  expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
});

test("the server, which does not know the reader's zone, says the days of UTC", () => {
  const lines = linesOf([itemOf(1, { changedAt: "2020-01-01T23:30:00.000Z" })], null);
  expect(lines[0]).toMatchObject({ day: "Wednesday 1 January 2020" });
});
