import { expect, test } from "vitest";
import { pickedTime, snoozeTimes } from "./snooze-times.ts";

const words = (now: Date) => snoozeTimes(now).map(({ label, words }) => [label, words]);

test("a Friday afternoon offers the evening, tomorrow, Monday, and the next change", () => {
  const times = snoozeTimes(new Date(2026, 10, 27, 14, 5));
  expect(times.map(({ until }) => until)).toEqual([
    new Date(2026, 10, 27, 17),
    new Date(2026, 10, 28, 9),
    new Date(2026, 10, 30, 9),
    null,
  ]);
  expect(words(new Date(2026, 10, 27, 14, 5))[0]).toEqual(["Later today", "until 17:00"]);
});

test.each([
  ["late in the evening", new Date(2026, 10, 27, 18, 1)],
  ["at night", new Date(2026, 10, 27, 23, 30)],
])("%s nothing is later today", (_, now) => {
  expect(words(now).map(([label]) => label)).not.toContain("Later today");
});

test("on a Monday next week is a week away", () => {
  const until = snoozeTimes(new Date(2026, 10, 30, 8)).find(({ label }) => label === "Next week")?.until;
  expect(until).toEqual(new Date(2026, 11, 7, 9));
});

test("a moment of one's own is to come, and within a year", () => {
  const now = new Date(2026, 10, 27, 14, 5);
  expect(pickedTime("2026-12-24T08:30", now)).toEqual({
    until: new Date(2026, 11, 24, 8, 30),
    words: "until 24 Dec 8:30",
  });
  expect(pickedTime("", now)).toEqual({ refusal: "Pick a day and a time." });
  expect(pickedTime("2026-11-27T14:05", now)).toHaveProperty(
    "refusal",
    expect.stringContaining("has passed"),
  );
  expect(pickedTime("2027-11-28T14:05", now)).toHaveProperty(
    "refusal",
    "Pick a moment within the next year.",
  );
  expect(pickedTime("2027-11-27T14:05", now)).toHaveProperty("until");
});
