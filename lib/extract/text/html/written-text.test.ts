import { expect, test } from "vitest";
import { parsePart } from "./bounded-document.ts";
import { share } from "./form-control.ts";
import { unscrambled } from "./scrambled-mail.ts";
import { textsIn, wordsIn } from "./words-in.ts";

test.each([
  [30, 0, 100, "30%"],
  [1, 0, 3, "33.33%"],
  [-5, 0, 10, "0%"],
  [15, 0, 10, "100%"],
  [4, 5, 5, "4"],
  [4, 6, 5, "4"],
])("%d of %d to %d is %s", (value, low, high, text) => expect(share(value, low, high)).toBe(text));

test.each(["", "5a", "5", "zz00", "5a0"])("%j was not scrambled", (hex) =>
  expect(unscrambled(hex)).toBeNull(),
);

test("the words of a tree are read in their order, however deep it is", () => {
  const document = parsePart("<p>a <b>b</b> c</p><p>d</p>");
  expect(textsIn(document)).toEqual(["a ", "b", " c", "d"]);
  expect(wordsIn(document)).toBe("a b cd");
  const deep = parsePart(`${"<b>".repeat(500)}x`);
  expect(wordsIn(deep)).toBe("x");
});

test("a part of a page is read up to where it is deeper than people write", () => {
  const before = performance.now();
  expect(wordsIn(parsePart(`a${"<b>".repeat(300_000)}x`))).toBe("a");
  expect(performance.now() - before).toBeLessThan(2_000);
});
