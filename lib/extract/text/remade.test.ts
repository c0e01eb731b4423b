import { expect, test } from "vitest";
import { mayBeOfConverter } from "./remade.ts";

test.each([
  ["Size S M", "Size ( ) S (x) M", true],
  ["see[ one](/x)", "see [one](https://site.example/x)", true],
  ["![Logo](https://site.example/a.png?v=1)", "![Logo]()", true],
  ["```\nif x:\na\n```", "```\nif x:\n    a\n```", true],
  ["<rss><item>a</item></rss>", "<rss>\n  <item>\n    a\n  </item>\n</rss>", true],
  ["Price $10", "Price $10 Rated 4 of 5", true],
  ["", "anything", true],
  ["Price $10", "Price $12", false],
  ["a b", "b a", false],
  ["a\nb", "a", false],
  ["a a", "a", false],
])("%j, %j: %s where more is read", (previous, current, may) => {
  expect(mayBeOfConverter(previous, current, true)).toBe(may);
});

test.each([
  ["see[ one](/x)", "see [one](https://site.example/x)", true],
  ["```\na\n```", "```\n  a\n```", true],
  ["Price $10", "Price $10 and more", false],
  ["Price $10", "The price: Price $10", false],
  ["a c", "a b c", false],
])("%j, %j: %s where nothing else is read than words", (previous, current, may) => {
  expect(mayBeOfConverter(previous, current, false)).toBe(may);
});

test("takes one look at each text", () => {
  const text = "word ".repeat(1_000_000);
  expect(mayBeOfConverter(text, `${text}more`, true)).toBe(true);
  expect(mayBeOfConverter(`${text}gone`, text, true)).toBe(false);
});
