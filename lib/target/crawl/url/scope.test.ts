import { describe, expect, test } from "vitest";
import { compilePattern, unusablePatterns } from "./patterns.ts";
import { createScope, type ScopeOptions } from "./scope.ts";

const verdict = (url: string, options: ScopeOptions = {}, start = "https://example.com/docs/") =>
  createScope(start, options)(new URL(url));

test.each<[string, ScopeOptions, string | null]>([
  ["https://example.com/docs/", {}, null],
  ["https://example.com/docs", {}, null],
  ["https://example.com/docs/a", {}, null],
  ["https://example.com/docs/a/b?c=1", {}, null],
  ["http://example.com/docs/a", {}, null],
  ["https://www.example.com/docs/a", {}, null],
  ["https://example.com/docsify", {}, "above the start"],
  ["https://example.com/", {}, "above the start"],
  ["https://example.com/pricing", { crawlEntireDomain: true }, null],
  ["https://example.com:8443/docs/a", {}, "other site"],
  ["https://blog.example.com/docs/a", {}, "other site"],
  ["https://blog.example.com/a", { allowSubdomains: true }, null],
  ["https://a.b.example.com/a", { allowSubdomains: true }, null],
  ["https://notexample.com/docs/a", { allowSubdomains: true }, "other site"],
  ["https://example.com.evil.example/docs/", { allowSubdomains: true }, "other site"],
  ["https://other.org/a", { allowExternalLinks: true }, null],
  ["https://example.com/docs/private/a", { excludePaths: ["/private/"] }, "excluded"],
  ["https://example.com/docs/a", { includePaths: ["^/docs/b"] }, "not included"],
  ["https://example.com/docs/b", { includePaths: ["^/docs/b"] }, null],
  ["https://example.com/docs/", { includePaths: ["^/docs/b"] }, null],
  ["https://example.com/docs/b", { includePaths: ["^/docs/b"], excludePaths: ["b$"] }, "excluded"],
  ["https://example.com/docs/b?old=1", { excludePaths: ["old=1"] }, null],
  ["https://example.com/docs/b?old=1", { excludePaths: ["old=1"], regexOnFullURL: true }, "excluded"],
  ["https://example.com/docs/a/b", { maxDepth: 2 }, null],
  ["https://example.com/docs/a/b/c", { maxDepth: 2 }, "depth"],
  ["https://example.com/docs/a", { maxDepth: 0 }, "depth"],
])("%s with %j: %s", (url, options, expected) => expect(verdict(url, options)).toBe(expected));

describe("hosts under a suffix that anybody may register", () => {
  const options = { allowSubdomains: true, crawlEntireDomain: true };
  test.each([
    ["https://a.co.uk/", "https://b.co.uk/", "other site"],
    ["https://a.co.uk/", "https://docs.a.co.uk/", null],
    ["https://ana.github.io/", "https://ben.github.io/", "other site"],
    ["https://ana.github.io/", "https://x.ana.github.io/", null],
    ["http://127.0.0.1/", "http://127.0.0.2/", "other site"],
    ["http://localhost/", "http://other/", "other site"],
  ])("%s and %s: %s", (start, url, expected) => expect(verdict(url, options, start)).toBe(expected));
});

test("a start that is a file leads what stands beside it", () => {
  expect(verdict("https://example.com/docs/b.html", {}, "https://example.com/docs/a.html")).toBeNull();
  expect(verdict("https://example.com/b.html", {}, "https://example.com/docs/a.html")).toBe(
    "above the start",
  );
});

describe("patterns", () => {
  test("that no engine without going back can have are named, with their place", () => {
    const issues = unusablePatterns({
      includePaths: ["^/docs/", "(?=a)b"],
      excludePaths: ["(a)\\1", "[", "*", "a".repeat(501), "(a{100}){100}"],
    });
    expect(issues.map(({ path }) => path)).toEqual([
      "crawlOptions.includePaths.1",
      ...[0, 1, 2, 3, 4].map((index) => `crawlOptions.excludePaths.${index}`),
    ]);
    expect(issues[0]?.message).toMatch(/^"\(\?=a\)b" is not a usable regular expression: looking ahead/);
    expect(unusablePatterns()).toEqual([]);
  });

  test.each(["^/docs/", "\\.pdf$", "/docs/.*", "[a-z]+\\d{2,}", "(?:a|b)+", "^/\\w+/$", "/é"])(
    "%s is usable",
    (source) => expect(unusablePatterns({ includePaths: [source] })).toEqual([]),
  );

  test("that would never end elsewhere end at once", () => {
    const began = performance.now();
    expect(compilePattern("(a+)+$").matches(`/${"a".repeat(8000)}!`)).toBe(false);
    expect(compilePattern("(.*)*x(.*)*y$").matches(`/${"x".repeat(8000)}`)).toBe(false);
    expect(performance.now() - began).toBeLessThan(1500);
  });
});
