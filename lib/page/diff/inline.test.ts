import fc from "fast-check";
import { expect, test } from "vitest";
import { piecesOf, visibleText } from "./inline.ts";

const seen = (line: string) => visibleText(piecesOf(line));

test.each([
  ["0\\. Starter costs **$19**", "0. Starter costs $19"],
  ["a\\_month\\*s\\* \\[x] \\<b>", "a_month*s* [x] <b>"],
  ['See [**plan** B](https://acme.com/a/b?x=1 "Title") now', "See plan B now"],
  ["`a | b` and ``x`y``", "a | b and x`y"],
  ["![A pic](https://acme.com/a.png) ![](https://acme.com/b.png)", "A pic image"],
  ["[![Logo](https://a.com/i.png)](https://a.com)", "Logo"],
  ["~~old~~ *soft* ***both***", "old soft both"],
  ["<mark>m</mark>H<sub>2</sub>O x<br>y", "mH2O x\ny"],
  ["a < b and c > d, x<5", "a < b and c > d, x<5"],
  ["<https://a.com/x>", "https://a.com/x"],
  ["a\\\\b", "a\\b"],
  ["snake_case_word 5 * 3 * 2", "snake_case_word 5 * 3 * 2"],
  ["[not a link] (nor this)", "[not a link] (nor this)"],
  ["[open **bold", "[open **bold"],
  ["`never closed", "`never closed"],
  ["[a](https://x.com/p_(1)) end", "a end"],
  ["**a [b** c](https://x.com)", "a [b c](https://x.com)"],
])("%j reads %j", (line, text) => {
  expect(seen(line)).toBe(text);
});

test("pieces know their style and where they lead", () => {
  expect(piecesOf("See [**plan** B](https://acme.com/a)")).toEqual([
    { text: "See " },
    { text: "plan", strong: true, target: "https://acme.com/a" },
    { text: " B", target: "https://acme.com/a" },
  ]);
  expect(piecesOf("![Pic](https://acme.com/p.png)")).toEqual([
    { text: "Pic", image: true, target: "https://acme.com/p.png" },
  ]);
});

test("a line without any mark is itself, and no line is ever lost or thrown over", () => {
  fc.assert(
    fc.property(
      fc.string().filter((line) => !/[\\`*~[\]!<]/.test(line)),
      (line) => {
        expect(seen(line)).toBe(line);
      },
    ),
  );
  const marks = fc.array(fc.constantFrom("*", "**", "`", "[", "](", ")", "~~", "<b>", "\\", "a", " ", "!"));
  fc.assert(fc.property(marks, (parts) => void piecesOf(parts.join(""))));
});

test.each(["[", "*", "**a ", "`", "![", "[a](", "<a ", "~~x", "***"])(
  "a line made of %j thousands of times is read at once",
  (mark) => {
    const started = performance.now();
    piecesOf(mark.repeat(5000 / mark.length));
    expect(performance.now() - started).toBeLessThan(250);
  },
);
