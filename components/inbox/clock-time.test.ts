import { expect, test } from "vitest";
import { inShort } from "./clock-time.tsx";

const now = new Date(2026, 10, 27, 14, 5).getTime();

test.each([
  [new Date(2026, 10, 27, 9, 10), "9:10"],
  [new Date(2026, 10, 26, 23, 59), "Thu 23:59"],
  [new Date(2026, 10, 30, 9, 0), "Mon 9:00"],
  [new Date(2026, 9, 4, 8), "4 Oct"],
  [new Date(2025, 11, 31, 8), "31 Dec 2025"],
])("%s is %s", (at, words) => {
  expect(inShort(at, now)).toBe(words);
});

test("the server says the day", () => {
  expect(inShort(new Date("2026-11-27T23:30:00Z"), null)).toBe("27 Nov");
});
