import { describe, expect, test } from "vitest";
import { patternOf, Traps } from "./traps.ts";

const url = (path: string) => new URL(path, "https://a.example");

test.each([
  ["/day/2026-01-02", "a.example/day/#-#-#"],
  ["/item/42?b=2&a=1", "a.example/item/#?a=…&b=…"],
  ["/s/0f8fad5b-d9cb-469f-a165-70867728950e/x", "a.example/s/#/x"],
  ["/page?a=1&a=2", "a.example/page?a=…"],
])("%s is one of %s", (path, pattern) => expect(patternOf(url(path))).toBe(pattern));

describe("is braked, and its pattern named:", () => {
  test("a chain in which each page leads to the next", () => {
    const traps = new Traps();
    const depths = Array.from({ length: 110 }, (_, depth) =>
      traps.isTrap(url(`/cal?day=${depth}`), depth + 1),
    );
    expect(depths.indexOf(true)).toBe(101);
    expect(traps.isTrap(url("/cal?day=5"), 2)).toBe(true);
    expect(traps.isTrap(url("/about"), 200)).toBe(false);
    expect(traps.warnings).toEqual([expect.stringContaining("a.example/cal?day=…")]);
  });

  test("a path that repeats itself, or is deeper than any", () => {
    const traps = new Traps();
    expect(traps.isTrap(url("/a/b/a/b/a/b"), 1)).toBe(false);
    expect(traps.isTrap(url("/a/b/a/b/a/b/a"), 1)).toBe(true);
    expect(traps.isTrap(url(`/${Array.from({ length: 26 }, (_, at) => `p${at}x`).join("/")}`), 1)).toBe(true);
  });

  test("a pattern whose pages are all one page", () => {
    const traps = new Traps();
    for (let session = 0; session < 50; session++) traps.note(url(`/shop?sid=${session}`), 1, "the same");
    expect(traps.isTrap(url("/shop?sid=99"), 2)).toBe(true);
    expect(traps.warnings[0]).toContain("50 of them were the same page");
  });
});

test("a part that begins well and then is the same page again and again is braked, too", () => {
  const traps = new Traps();
  for (let page = 0; page < 1200; page++)
    traps.note(url(`/p/${page}`), 2, page < 600 ? `Page ${page}` : "the same");
  expect(traps.isTrap(url("/p/9999"), 2)).toBe(true);
});

test("a catalogue of ten thousand products is none of these", () => {
  const traps = new Traps();
  for (let product = 0; product < 10_000; product++) {
    const depth = 2 + (product % 90);
    expect(traps.isTrap(url(`/product/${product}`), depth)).toBe(false);
    traps.note(url(`/product/${product}`), depth, `Product ${product}`);
  }
  expect(traps.warnings).toEqual([]);
});
