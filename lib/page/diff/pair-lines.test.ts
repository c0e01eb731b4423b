import { expect, test } from "vitest";
import { pairLines } from "./pair-lines.ts";

const pairs = (removed: string[], added: string[]) =>
  pairLines(removed, added).map(({ removed: one, added: other }) => [one, other]);

test("a line pairs with its own new version, and not with what stands at its height", () => {
  expect(pairs(["Starter costs $19"], ["A new line came", "Starter costs $24"])).toEqual([
    [null, 0],
    [0, 1],
  ]);
  expect(pairs(["Gone for good, all of it", "Team costs $49"], ["Team costs $59"])).toEqual([
    [0, null],
    [1, 0],
  ]);
});

test("lines that are unlike pair as they stand", () => {
  expect(pairs(["$19"], ["free"])).toEqual([[0, 0]]);
  expect(pairs(["a", "b"], ["x"])).toEqual([
    [0, 0],
    [1, null],
  ]);
});

test("lines of two sorts never pair", () => {
  const result = pairLines(["# Plans"], ["Plans"], () => false);
  expect(result).toEqual([
    { removed: 0, added: null },
    { removed: null, added: 0 },
  ]);
});

test("thousands of lines pair at once", () => {
  const lines = Array.from({ length: 20_000 }, (_, at) => `line ${at}`);
  const started = performance.now();
  expect(pairLines(lines, lines)).toHaveLength(20_000);
  expect(performance.now() - started).toBeLessThan(500);
});
