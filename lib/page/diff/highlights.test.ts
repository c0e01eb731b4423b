import { describe, expect, test } from "vitest";
import { wordHighlights } from "./index.ts";

const marked = (removedLine: string, addedLine: string) => {
  const { removed, added } = wordHighlights(removedLine, addedLine);
  const words = (line: string, spans: typeof removed) => spans.map(({ from, to }) => line.slice(from, to));
  return [words(removedLine, removed), words(addedLine, added)];
};

describe("wordHighlights", () => {
  test.each([
    ["a price", "Pro costs $19 a month", "Pro costs $91 a month", ["19"], ["91"]],
    [
      "a number with separators, whole",
      "Total: 1,299.00 EUR",
      "Total: 1,399.00 EUR",
      ["1,299.00"],
      ["1,399.00"],
    ],
    ["a word added", "Ships in days", "Ships in two days", [], ["two "]],
    [
      "neighbouring words as one",
      "We ship by sea mail now",
      "We ship by air freight now",
      ["sea mail"],
      ["air freight"],
    ],
    ["scripts without spaces", "営業時間は九時から", "営業時間は十時から", ["九"], ["十"]],
    ["nothing in an equal line", "same", "same", [], []],
    ["the whole of unrelated lines", "alpha beta", "gamma delta", ["alpha beta"], ["gamma delta"]],
    ["an empty line against a full one", "", "new", [], ["new"]],
  ])("marks %s", (_, removedLine, addedLine, removed, added) => {
    expect(marked(removedLine, addedLine)).toEqual([removed, added]);
  });

  test("a line too long to compare is marked whole", () => {
    const long = "word ".repeat(1_000);
    expect(marked(long, `${long}more`)).toEqual([[long], [`${long}more`]]);
  });
});
