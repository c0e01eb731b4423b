import { diffArrays } from "diff";
import fc from "fast-check";
import parseDiff from "parse-diff";
import { expect, test } from "vitest";
import { applyDiff, diffText, parsedDiff, wordHighlights } from "./index.ts";

const awkwardLine = fc.constantFrom(
  ...[
    "",
    " ",
    "\r",
    "a",
    "b",
    "c",
    "a\r",
    "- a",
    "-- a",
    "--- a",
    "+++ b",
    "+",
    "-",
    "\\ No newline at end of file",
  ],
  ...["@@ -1 +1 @@", "@@ -0,0 +1,2 @@ x", "日本", "é", "\u2028", "\0", "diff --git a/a b/b", "index 1..2"],
);
const anyLine = fc.oneof(
  { weight: 6, arbitrary: awkwardLine },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 6 }) },
);
const anyLines = fc.array(anyLine, { maxLength: 40, size: "max" });
const anyText = anyLines.map((all) => all.join("\n"));

/** A text and a version of it with some stretches replaced: nearer to a page than two unrelated texts. */
const versions = fc
  .tuple(
    anyLines,
    fc.array(fc.tuple(fc.nat(40), fc.nat(4), fc.array(anyLine, { maxLength: 4 })), { maxLength: 6 }),
  )
  .map(([lines, edits]) => {
    const edited = edits.reduce((text, [at, count, insert]) => text.toSpliced(at, count, ...insert), lines);
    return [lines.join("\n"), edited.join("\n")] as const;
  });
const anyPair = fc.oneof(versions, fc.tuple(anyText, anyText));

test("applied to the previous text, a diff gives the current one", () => {
  fc.assert(
    fc.property(anyPair, fc.nat(4), ([previous, current], context) => {
      const diff = diffText(previous, current, { context });
      expect(applyDiff(previous, diff.text)).toBe(current);
      expect(diff.truncated).toBe(false);
      expect(diff.text === "").toBe(previous === current);
    }),
    { numRuns: 4_000 },
  );
});

test("with no time at all, a diff still applies", () => {
  fc.assert(
    fc.property(anyPair, ([previous, current]) => {
      const diff = diffText(previous, current, { budgetMs: -1 });
      expect(applyDiff(previous, diff.text)).toBe(current);
    }),
    { numRuns: 1_000 },
  );
});

test("no shorter diff exists: jsdiff finds none", () => {
  fc.assert(
    fc.property(anyPair, ([previous, current]) => {
      const { added, removed } = diffText(previous, current);
      const lines = (text: string) => (text === "" ? [] : text.split("\n"));
      const parts = diffArrays(lines(previous), lines(current));
      const edits = parts.reduce((sum, part) => sum + (part.added || part.removed ? part.count : 0), 0);
      expect(added + removed).toBe(edits);
    }),
    { numRuns: 2_000 },
  );
});

test("the parsed form is what parse-diff reads from the text", () => {
  fc.assert(
    fc.property(anyPair, ([previous, current]) => {
      const { text } = diffText(previous, current);
      expect(parsedDiff(text).files).toEqual(parseDiff(text));
    }),
    { numRuns: 2_000 },
  );
});

test("what lies outside the highlighted words is equal on both sides, white space aside", () => {
  const anyWords = fc
    .array(fc.constantFrom("price", "$", "19", "91", "1,299.00", " ", "  ", ",", "東", "京", "naïve", "👍🏽"))
    .map((all) => all.join(""));
  const without = (line: string, spans: { from: number; to: number }[]) =>
    spans.reduceRight((rest, { from, to }) => rest.slice(0, from) + rest.slice(to), line).replace(/\s/g, "");
  fc.assert(
    fc.property(anyWords, anyWords, (removedLine, addedLine) => {
      const { removed, added } = wordHighlights(removedLine, addedLine);
      expect(without(removedLine, removed)).toBe(without(addedLine, added));
    }),
    { numRuns: 1_000 },
  );
});
