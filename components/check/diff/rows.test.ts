import { expect, test } from "vitest";
import { diffText, firstExcerpt, parsedDiff } from "#lib/page/diff/index.ts";
import { rowsOf, segmentsOf as segmentsOfParsed } from "./rows.ts";

const segmentsOf = (text: string) => segmentsOfParsed(parsedDiff(text));

const lines = (count: number, change: (line: number) => string | null) =>
  Array.from({ length: count }, (_, at) => change(at + 1) ?? `line ${at + 1}`).join("\n");

const before = lines(100, () => null);
const after = lines(100, (line) => (line === 10 || line === 60 ? `LINE ${line}` : null));

test("unchanged stretches fold with the count of their lines", () => {
  const segments = segmentsOf(diffText(before, after).text);
  const folds = segments.flatMap((segment) => (segment.kind === "fold" ? [segment.hidden] : []));
  // 1–9, then 14–56, then what follows line 63: its length is not in a diff.
  expect(folds).toEqual([9, 43, null]);
});

test.each<[string[], lead: string[]]>([
  [["Plans", "old"], ["same"]],
  [["Plans ".repeat(20), "old"], ["fold 1"]],
  [["Plans", "Starter", "old"], ["fold 2"]],
  [["a", "b", "c", "d", "e", "old"], ["fold 5"]],
  [["old"], []],
])("a diff begins with what changed: %j", (before, lead) => {
  const after = before.with(-1, "new");
  const segments = segmentsOf(diffText(before.join("\n"), after.join("\n")).text);
  const first = segments.findIndex(({ kind }) => kind === "change");
  expect(
    segments.slice(0, first).map((part) => (part.kind === "fold" ? `fold ${part.hidden}` : part.kind)),
  ).toEqual(lead);
});

test("every line keeps its number on both sides, whatever was added or removed above it", () => {
  const grown = before.replace("line 5\n", "line 5\nadded\nadded\n").replace("line 50\n", "");
  for (const mode of ["unified", "split"] as const) {
    const { rows, changes } = rowsOf(segmentsOf(diffText(before, grown).text), mode);
    expect(changes).toHaveLength(2);
    for (const row of rows) {
      if (row.kind !== "line") continue;
      if (row.before) expect(before.split("\n")[row.before.line - 1]).toBe(row.before.text);
      if (row.after) expect(grown.split("\n")[row.after.line - 1]).toBe(row.after.text);
    }
  }
});

test("a whole text that came or went has no fold and the right numbers", () => {
  const came = rowsOf(segmentsOf(diffText("", "one\ntwo").text), "unified");
  expect(came.rows).toMatchObject([
    { before: null, after: { line: 1, text: "one" } },
    { before: null, after: { line: 2, text: "two" } },
  ]);
  const gone = rowsOf(segmentsOf(diffText("one\ntwo", "").text), "split");
  expect(gone.rows).toMatchObject([
    { before: { line: 1 }, after: null },
    { before: { line: 2 }, after: null },
  ]);
});

test("lines that look like a diff's own are only text", () => {
  const { text } = diffText("--- a\n@@ -1 +1 @@\n+ x", "--- b\n@@ -2 +2 @@\n+ y");
  const { rows } = rowsOf(segmentsOf(text), "split");
  expect(rows).toMatchObject([
    { before: { text: "--- a" }, after: { text: "--- b" } },
    { before: { text: "@@ -1 +1 @@" }, after: { text: "@@ -2 +2 @@" } },
    { before: { text: "+ x" }, after: { text: "+ y" } },
  ]);
});

test("in a line, a change is what stood before it, what went and what came", () => {
  const { text } = diffText("# Plans\n\nStarter costs $19 a month", "# Plans\n\nStarter costs $24 a month");
  expect(firstExcerpt(text)).toEqual({ lead: "Starter costs", before: "$19", after: "$24" });
  expect(firstExcerpt(diffText("a", "a\n\nTeam plan, $99").text)).toMatchObject({
    before: "",
    after: "Team plan, $99",
  });
  expect(firstExcerpt("")).toBeNull();
});
