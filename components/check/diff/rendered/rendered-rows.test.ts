import { expect, test } from "vitest";
import { segmentsOf } from "#components/check/diff/rows.ts";
import { diffText, parsedDiff } from "#lib/page/diff/index.ts";
import { type RenderedLine, renderedRows } from "./rendered-rows.ts";

const rowsOf = (before: string, after: string) =>
  renderedRows(segmentsOf(parsedDiff(diffText(before, after).text)));
const lines = (before: string, after: string) =>
  rowsOf(before, after).rows.filter((row): row is RenderedLine => row.kind === "line");

/** What leads up to the first change is folded, so another change stands above the table. */
const table = (price: string) =>
  `As of ${price}\n# Plans\n| Plan | Price |\n| --- | --- |\n| Starter | ${price} |\n| Team | $49 |\nEnd`;

test("a table's rows stand in one table, its rule is left out and makes the row above its head", () => {
  const rows = lines(table("$19"), table("$24"));
  const kinds = ["paragraph", "heading", "cells", "cells", "cells", "paragraph"];
  expect(rows.map(({ block }) => block.kind)).toEqual(kinds);
  expect(rows.map(({ isHead }) => isHead)).toEqual([false, false, true, false, false, false]);
  expect(new Set(rows.slice(2, 5).map(({ group }) => group)).size).toBe(1);
  expect(rows[5]?.group).toBe(0);
  expect(rows[3]).toMatchObject({
    was: { cells: ["Starter", "$19"] },
    block: { cells: ["Starter", "$24"] },
    change: 1,
  });
});

test("columns are as wide as their longest cell, whichever text it is of", () => {
  const { widths } = rowsOf(table("$19"), table("a much longer price"));
  expect([...widths.values()]).toEqual([[7, 19]]);
});

test("a line that became another sort of line went, and the other came", () => {
  expect(lines("Plans\nEnd", "# Plans\nEnd")).toMatchObject([
    { before: { line: 1 }, after: null, was: null, block: { kind: "paragraph" } },
    { before: null, after: { line: 1 }, block: { kind: "heading" } },
    { same: true },
  ]);
  // A row of other columns is no version of the one before.
  expect(lines("| a | b |", "| a | b | c |").map(({ was }) => was)).toEqual([null, null]);
});

test("every change has a row to go to, also one of marks alone", () => {
  const { rows, changes } = rowsOf("| a |\n| --- |\n| b |", "| a |\n| :-: |\n| b |");
  expect(changes).toHaveLength(1);
  expect(rows[changes[0]!]).toMatchObject({ change: 0, block: { kind: "code", body: "| --- |" } });
});

test("folds part tables, and the changes between them count on", () => {
  const long = (a: string, b: string) =>
    [`| ${a} | x |`, ...Array.from({ length: 40 }, (_, at) => `| row ${at} | y |`), `| ${b} | z |`].join(
      "\n",
    );
  const { rows, changes } = rowsOf(long("a", "b"), long("A", "B"));
  expect(changes).toHaveLength(2);
  expect(rows.filter(({ kind }) => kind === "fold")).toHaveLength(1);
  const groups = rows.flatMap((row) => (row.kind === "line" ? [row.group] : []));
  expect(new Set(groups).size).toBe(2);
});
