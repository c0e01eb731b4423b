import { expect, test } from "vitest";
import { diffText, parsedDiff } from "#lib/page/diff/index.ts";
import { type OpenBy, type Openings, opened, wholeText, withOpened } from "./folds.ts";
import { type Fold, type Segment, segmentsOf } from "./rows.ts";

const lines = (count: number, changed: Record<number, string>) =>
  Array.from({ length: count }, (_, at) => changed[at + 1] ?? `line ${at + 1}`);

// Two lines came above the second change, so that both sides count differently from there on.
const before = lines(100, { 60: "old" });
const after = [...lines(100, { 60: "new" })];
after.splice(9, 0, "came", "came too");
const segments = segmentsOf(parsedDiff(diffText(before.join("\n"), after.join("\n")).text));

const folds = (shown: Segment[]) => shown.filter((one): one is Fold => one.kind === "fold");
const hidden = (shown: Segment[]) => folds(shown).map((fold) => fold.hidden);

function open(presses: [fold: number, by: OpenBy][]): Segment[] {
  let openings: Openings = new Map();
  for (const [fold, by] of presses) {
    const shown = folds(withOpened(segments, openings, after));
    openings = opened(openings, shown[fold]!, by);
  }
  return withOpened(segments, openings, after);
}

/** Every line that is shown must be the one its number says, on both sides. */
function soundNumbers(shown: Segment[]) {
  for (const segment of shown) {
    if (segment.kind !== "same") continue;
    expect(before[segment.before.line - 1]).toBe(segment.before.text);
    expect(after[segment.after.line - 1]).toBe(segment.after.text);
  }
}

test("closed, folds say how much they hide", () => {
  expect(hidden(segments)).toEqual([9, 44, null]);
});

test("a fold opens ten lines at a time from either end, or whole; numbers are those of both texts", () => {
  expect(hidden(open([[1, "above"]]))).toEqual([9, 34, null]);
  expect(hidden(open([[1, "below"]]))).toEqual([9, 34, null]);
  const both = open([
    [1, "above"],
    [1, "below"],
    [1, "above"],
  ]);
  expect(hidden(both)).toEqual([9, 14, null]);
  soundNumbers(both);
  expect(hidden(open([[1, "all"]]))).toEqual([9, null]);
  expect(hidden(open([[0, "below"]]))).toEqual([44, null]);
  const everything = open([
    [2, "all"],
    [1, "all"],
    [0, "all"],
  ]);
  expect(folds(everything)).toEqual([]);
  soundNumbers(everything);
  // Two lines came, and one took another's place: the others are all there.
  expect(everything.filter(({ kind }) => kind === "same")).toHaveLength(99);
});

test("the rest of a text opens to its end, and then says how much is left", () => {
  expect(hidden(open([[2, "above"]]))).toEqual([9, 44, 27]);
});

test("until the text is there a fold stays closed", () => {
  const openings = opened(new Map(), folds(segments)[0]!, "all");
  expect(withOpened(segments, openings, null)).toBe(segments);
});

test("a whole text has every line once, and no change", () => {
  expect(wholeText(["a", "b"])).toMatchObject([
    { kind: "same", after: { line: 1, text: "a" } },
    { kind: "same", after: { line: 2, text: "b" } },
  ]);
});
