import { expect, test } from "vitest";
import { blockOf, blocksOf } from "./block.ts";

test.each([
  ["# Plans", { kind: "heading", level: 1, body: "Plans" }],
  ["###### Small", { kind: "heading", level: 6, body: "Small" }],
  ["#hashtag", { kind: "paragraph", body: "#hashtag" }],
  ["\\# not one", { kind: "paragraph", body: "\\# not one" }],
  ["- One", { kind: "item", depth: 0, marker: "•", body: "One" }],
  ["  - Nested", { kind: "item", depth: 1, marker: "•", body: "Nested" }],
  ["3. Third", { kind: "item", depth: 0, marker: "3.", body: "Third" }],
  ["3\\. no list", { kind: "paragraph", body: "3\\. no list" }],
  ["> Quote", { kind: "quote", body: "Quote" }],
  ["---", { kind: "rule" }],
  ["| --- | :-: | ---: |", { kind: "mark", of: "table" }],
  ["| a \\| b | c |", { kind: "cells", cells: ["a | b", "c"] }],
  ["|  | x |", { kind: "cells", cells: ["", "x"] }],
  ["| no end", { kind: "paragraph", body: "| no end" }],
])("%j", (line, block) => {
  expect(blockOf(line)).toEqual(block);
});

test("what stands between two fences is code, whatever it looks like", () => {
  expect(blocksOf(["```js", "# let", "- a", "```", "# Head"])).toEqual([
    { kind: "mark", of: "fence" },
    { kind: "code", body: "# let" },
    { kind: "code", body: "- a" },
    { kind: "mark", of: "fence" },
    { kind: "heading", level: 1, body: "Head" },
  ]);
});

test("a fence whose partner is not in sight hides nothing", () => {
  expect(blocksOf(["code?", "```", "# Head"])).toMatchObject([
    { kind: "paragraph" },
    { kind: "paragraph", body: "```" },
    { kind: "heading" },
  ]);
});
