import { expect, test } from "vitest";
import { shortTarget, shortTargets } from "./short-target.ts";

test.each([
  ["https://acme.com/", "acme.com"],
  ["https://acme.com/pricing", "acme.com/pricing"],
  ["https://acme.com/a/b/c/page.html", "acme.com/…/page.html"],
  ["https://acme.com/a/b?utm=1&x=2", "acme.com/…/b?…"],
  ["https://acme.com/a%20b", "acme.com/a b"],
  ["https://acme.com/%E0%A4%A", "acme.com/%E0%A4%A"],
  ["mailto:ana@acme.com", "ana@acme.com"],
  ["/relative/path", "/relative/path"],
  [`https://acme.com/${"x".repeat(60)}`, `acme.com/${"x".repeat(39)}…`],
])("%s is %s", (target, short) => {
  expect(shortTarget(target)).toBe(short);
});

test("two targets that are short alike are told whole", () => {
  expect(shortTargets("https://a.com/1/x", "https://a.com/2/x")).toEqual([
    "https://a.com/1/x",
    "https://a.com/2/x",
  ]);
  expect(shortTargets("https://a.com/1/x", "https://a.com/1/y")).toEqual(["a.com/…/x", "a.com/…/y"]);
});
