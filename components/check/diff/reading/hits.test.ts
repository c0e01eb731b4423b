import { expect, test } from "vitest";
import { hitsIn, MOST_HITS } from "./hits.ts";
import { type Reading, rowAt, rowOfLine, rowsByLine } from "./reading.ts";

/** A text of rows that stand ten pixels below one another; each row is its text now and, if another, before. */
function reading(rows: string[][], more: Partial<Reading> = {}): Reading {
  const shown = {
    rows: rows.length,
    lineOf: (row: number) => ({ before: null, after: row + 1 }),
    textsOf: (row: number) => rows[row] ?? [],
  };
  return {
    pageId: "p",
    name: "page",
    changes: [],
    ...shown,
    searched: shown,
    rowOf: rowsByLine(shown),
    unfold: () => {},
    topOf: (row) => 100 + row * 10,
    end: () => 100 + rows.length * 10,
    isSideBySide: false,
    element: () => null,
    drawn: () => [],
    ...more,
  };
}

test("every place is found, in reading order, in either case of letters", () => {
  const texts: [string, Reading][] = [
    ["a", reading([["One plan, two PLANS"], ["none"]])],
    ["b", reading([["Plan"]])],
  ];
  expect(hitsIn(texts, "plan")).toEqual([
    { id: "a", line: { before: null, after: 1 }, nth: 0 },
    { id: "a", line: { before: null, after: 1 }, nth: 1 },
    { id: "b", line: { before: null, after: 1 }, nth: 0 },
  ]);
  expect(hitsIn(texts, "")).toEqual([]);
  expect(hitsIn(texts, "nowhere")).toEqual([]);
});

test("what stayed in a changed line counts once where both versions are read as one, twice side by side", () => {
  const rows = [["costs $24 now", "costs $19"]];
  const count = (words: string, isSideBySide: boolean) =>
    hitsIn([["a", reading(rows, { isSideBySide })]], words).length;
  expect([count("costs", false), count("costs", true)]).toEqual([1, 2]);
  expect([count("$19", false), count("$19", true)]).toEqual([1, 1]);
});

test("places in folded lines are found, too, where the text is known whole", () => {
  const whole = reading([["plan"], ["a plan in a fold"], ["plan"]]).searched;
  const folded = reading([["plan"], [], ["plan"]], { searched: whole });
  expect(hitsIn([["a", folded]], "plan").map(({ line }) => line.after)).toEqual([1, 2, 3]);
});

test("more places than anybody walks through are not counted on", () => {
  expect(hitsIn([["a", reading([["x".repeat(MOST_HITS + 50)]])]], "x")).toHaveLength(MOST_HITS);
});

test("a line is found again in another drawing of its text, or the one before it where it is folded", () => {
  const lines = [1, 2, null, 20, 21];
  const other = reading(
    lines.map(() => [""]),
    { lineOf: (row) => (lines[row] ? { before: lines[row], after: lines[row] } : null) },
  );
  expect(rowOfLine(other, { before: null, after: 20 })).toBe(3);
  expect(rowOfLine(other, { before: 2, after: null })).toBe(1);
  expect(rowOfLine(other, { before: null, after: 9 })).toBe(1);
  expect(rowOfLine(other, { before: null, after: 99 })).toBe(4);
});

test("the row at a height is the last that begins above it", () => {
  const text = reading([[""], [""], [""]]);
  expect([0, 100, 109, 110, 125, 900].map((top) => rowAt(text, top))).toEqual([0, 0, 0, 1, 2, 2]);
});
