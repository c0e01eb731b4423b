import fc from "fast-check";
import { expect, test } from "vitest";
import { namedPlaces, ticksUpTo } from "#components/usage/ticks.ts";

test.each([
  [0, [0]],
  [1, [0, 1]],
  [2, [0, 1, 2]],
  [4, [0, 1, 2, 3, 4]],
  [5, [0, 2, 4]],
  [24, [0, 5, 10, 15, 20]],
  [25, [0, 10, 20]],
  [101, [0, 50, 100]],
  [999, [0, 200, 400, 600, 800]],
  [1_000_000, [0, 500_000, 1_000_000]],
])("an axis up to %i is marked at %j", (most, ticks) => {
  expect(ticksUpTo(most)).toEqual(ticks);
});

test("three to five whole figures, whose first digit is 1, 2 or 5, whatever was spent", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 1_000_000_000_000 }), (most) => {
      const ticks = ticksUpTo(most);
      expect(ticks.length).toBeGreaterThanOrEqual(3);
      expect(ticks.length).toBeLessThanOrEqual(5);
      expect(ticks.every(Number.isInteger)).toBe(true);
      expect(String(ticks[1])).toMatch(/^[125]0*$/);
      expect(ticks.at(-1)).toBeLessThanOrEqual(most);
    }),
  );
});

test.each([
  [5, [3, 9, 15, 21, 27]],
  [10, [1, 4, 7, 10, 13, 16, 19, 22, 25, 28]],
  [30, Array.from({ length: 30 }, (_, index) => index)],
])("of thirty days, %i are named", (atMost, named) => {
  expect(namedPlaces(30, atMost)).toEqual(named);
});

test("a few days are all named", () => {
  expect(namedPlaces(3, 5)).toEqual([0, 1, 2]);
});
