import parseDiff from "parse-diff";
import { describe, expect, test } from "vitest";
import { applyDiff, diffText, parsedDiff } from "./index.ts";

const lines = (...all: string[]) => all.join("\n");
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}`);

describe("diffText", () => {
  test("shows a change with three lines of context", () => {
    const previous = numbered(12);
    const current = previous.with(5, "line six");
    const diff = diffText(lines(...previous), lines(...current));
    expect(diff.text).toBe(
      lines(
        "--- previous",
        "+++ current",
        "@@ -3,7 +3,7 @@",
        " line 3",
        " line 4",
        " line 5",
        "-line 6",
        "+line six",
        " line 7",
        " line 8",
        " line 9",
        "",
      ),
    );
    expect(diff).toMatchObject({ added: 1, removed: 1, reordered: false, truncated: false });
    expect(parsedDiff(diff.text).files[0]?.chunks[0]?.changes[3]).toEqual({
      type: "del",
      del: true,
      ln: 6,
      content: "-line 6",
    });
  });

  test.each([
    ["an equal text", "a\nb", "a\nb", []],
    ["two empty texts", "", "", []],
    ["the first lines ever", "", "a\nb", ["@@ -0,0 +1,2 @@"]],
    ["one first line", "", "a", ["@@ -0,0 +1 @@"]],
    ["everything gone", "a\nb", "", ["@@ -1,2 +0,0 @@"]],
    ["one line for another", "a", "b", ["@@ -1 +1 @@"]],
    ["an empty last line, which is what a final newline is", "a", "a\n", ["@@ -1 +1,2 @@"]],
  ])("writes the hunk header of %s as git does", (_, previous, current, headers) => {
    expect(diffText(previous, current).text.match(/^@@.*$/gm) ?? []).toEqual(headers);
  });

  test("an equal text gives an empty diff", () => {
    expect(diffText("a\nb", "a\nb")).toEqual({
      text: "",
      reordered: false,
      truncated: false,
      added: 0,
      removed: 0,
    });
  });

  test("without context an insertion names the line before it", () => {
    expect(diffText("a\nb", "a\nx\nb", { context: 0 }).text).toContain("@@ -1,0 +2 @@\n+x\n");
  });

  test("two changes share a hunk up to six equal lines between them, not seven", () => {
    const hunksWithGap = (gap: number) => {
      const between = numbered(gap);
      const { text } = diffText(lines("a", ...between, "b"), lines("A", ...between, "B"));
      return parsedDiff(text).files[0]?.chunks.length;
    };
    expect([hunksWithGap(6), hunksWithGap(7)]).toEqual([1, 2]);
  });

  test.each([
    ["two lines swapped", "a\nb\nc", "b\na\nc", true],
    ["a line moved past its double", "a\nb\na\nc", "b\na\na\nc", true],
    ["a line moved and another changed", "a\nb\nc", "b\na\nd", false],
    ["as many lines, one doubled instead", "a\nb\nb", "a\na\nb", false],
    ["digits in another order", "$19", "$91", false],
    ["nothing changed", "a\nb", "a\nb", false],
  ])("knows whether lines only moved: %s", (_, previous, current, reordered) => {
    expect(diffText(previous, current).reordered).toBe(reordered);
  });

  test("reads as parse-diff reads the text, also where lines look like diff syntax", () => {
    const awkward = [
      "--- a/x",
      "+++ b/x",
      "@@ -1 +1 @@",
      "\\ No newline at end of file",
      "-",
      "+",
      "",
      "x\r",
    ];
    const previous = lines(...awkward, ...numbered(9), ...awkward);
    const current = lines("diff --git a/x b/x", ...awkward.toReversed(), ...numbered(9), ...awkward.slice(1));
    const diff = diffText(previous, current);
    expect(parsedDiff(diff.text).files).toEqual(parseDiff(diff.text));
    expect(applyDiff(previous, diff.text)).toBe(current);
  });
});

describe("what is beyond the bounds is left out, and said to be", () => {
  const before = numbered(40);
  const after = before.map((line, index) => (index % 10 === 5 ? `${line}!` : line));
  const [previous, current] = [lines(...before), lines(...after)];
  const whole = diffText(previous, current);

  test("every bound of the report leaves a diff that applies as far as it goes", () => {
    for (let most = 0; most <= 8; most++) {
      const diff = diffText(previous, current, { most: { lines: most, characters: 1_000_000 } });
      expect(diff).toMatchObject({ truncated: most < 8, added: 4, removed: 4 });
      const reported = parsedDiff(diff.text).files[0];
      // What changed first is told in any case.
      expect((reported?.deletions ?? 0) + (reported?.additions ?? 0)).toBe(Math.max(most, 2));
      const known = applyDiff(previous, diff.text).split("\n");
      expect(known.filter((line) => line.endsWith("!")).length).toBe(Math.max(1, Math.floor(most / 2)));
    }
  });

  test("a line longer than the bound is told whole when it is what changed first", () => {
    const diff = diffText(`a\n${"x".repeat(500)}\nb`, `a\n${"y".repeat(500)}\nc`, {
      most: { lines: 10, characters: 100 },
    });
    expect(parsedDiff(diff.text).files[0]).toMatchObject({ additions: 1, deletions: 1 });
    expect(diff.truncated).toBe(true);
  });

  test("only so many lines from the first difference on are compared", () => {
    const diff = diffText(previous, current, { maxLines: 6 });
    expect(diff).toMatchObject({ truncated: true, reordered: false, added: 1, removed: 1 });
    expect(diff.text.split("\n")[2]).toBe("@@ -3,6 +3,6 @@");
    expect(diffText(previous, current, { maxLines: 40 })).toEqual(whole);
  });
});

describe("applyDiff", () => {
  const { text } = diffText("a\nb\nc", "a\nB\nc");

  test.each([
    ["made from another text", "a\nx\nc", text],
    ["reaching beyond the text", "a", text],
    ["cut short", "a\nb\nc", text.split("\n").slice(0, 5).join("\n")],
    ["no diff at all", "a\nb\nc", "hello"],
  ])("refuses a diff %s", (_, previous, diff) => {
    expect(() => applyDiff(previous, diff)).toThrow("The diff does not apply");
  });
});
