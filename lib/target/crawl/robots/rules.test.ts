import { describe, expect, test } from "vitest";
import { readRobots } from "./rules.ts";

const URL_OF = "https://example.com/robots.txt";
const allowed = (text: string, path: string) =>
  readRobots(URL_OF, text, "Tidemark").ask(`https://example.com${path}`).allowed;

test.each<[string, string, boolean]>([
  ["", "/x", true],
  ["User-agent: *\nDisallow: /", "/x", false],
  ["User-agent: *\nDisallow:", "/x", true],
  ["User-agent: *\nDisallow: /a", "/a/b", false],
  ["User-agent: *\nDisallow: /a", "/b", true],
  ["User-agent: *\nDisallow: /a", "/A", true],
  // The longest match rules, and of equal ones what allows.
  ["User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true],
  ["User-agent: *\nAllow: /a\nDisallow: /a/b", "/a/b/c", false],
  ["User-agent: *\nDisallow: /a\nAllow: /a", "/a", true],
  // Our own group before everybody's.
  ["User-agent: *\nDisallow: /\n\nUser-agent: tidemark\nAllow: /", "/x", true],
  ["User-agent: tidemark\nDisallow: /x\n\nUser-agent: *\nDisallow:", "/x", false],
  ["User-agent: other\nDisallow: /", "/x", true],
  ["User-agent: a\nUser-agent: tidemark\nDisallow: /x", "/x", false],
  ["User-agent: TIDEMARK\nDisallow: /x", "/x", false],
  // Wildcards.
  ["User-agent: *\nDisallow: /*.pdf$", "/a.pdf", false],
  ["User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x=1", true],
  ["User-agent: *\nDisallow: /a*b", "/axxb/c", false],
  ["User-agent: *\nDisallow: /x$", "/xy", true],
  ["User-agent: *\nDisallow: /*?", "/a?b", false],
  // Percent-encoding.
  ["User-agent: *\nDisallow: /%7Eana", "/~ana", false],
  ["User-agent: *\nDisallow: /caf%c3%a9", "/café", false],
  ["User-agent: *\nDisallow: /café", "/caf%C3%A9", false],
  ["User-agent: *\nDisallow: /a%2fb", "/a/b", true],
  // Itself, line ends, marks, comments and lines of others.
  ["User-agent: *\nDisallow: /", "/robots.txt", true],
  ["\uFEFFUser-agent: *\r\nDisallow: /x\r\n", "/x", false],
  ["User-agent: *\rDisallow: /x", "/x", false],
  ["User-agent: * # all\nDisallow: /x # no", "/x", false],
  ["User-agent: *\nClean-param: a /x\nDisallow: /x", "/x", false],
  ["User-agent: tidemark\nNoindex: /y\nUser-agent: b\nDisallow: /x", "/x", false],
  ["<html><body>Not found</body></html>", "/x", true],
  ["\0\0\0 binary \xff", "/x", true],
])("%j on %s: %s", (text, path, expected) => expect(allowed(text, path)).toBe(expected));

test("the line that forbids is told", () => {
  const robots = readRobots(URL_OF, "User-agent: *\n# mine\nAllow: /\nDisallow: /private/", "Tidemark");
  expect(robots.ask("https://example.com/private/x")).toEqual({
    allowed: false,
    line: "Disallow: /private/",
  });
});

test("a delay and sitemaps are read, and no delay is longer than a minute", () => {
  const robots = readRobots(
    URL_OF,
    "User-agent: *\nCrawl-delay: 2.5\nSitemap: /s.xml\nSitemap: https://x.example/s",
    "T",
  );
  expect(robots).toMatchObject({
    crawlDelayMs: 2500,
    sitemaps: ["https://example.com/s.xml", "https://x.example/s"],
  });
  expect(readRobots(URL_OF, "User-agent: *\nCrawl-delay: 9999", "T").crawlDelayMs).toBe(60_000);
  expect(readRobots(URL_OF, "User-agent: *\nCrawl-delay: soon", "T").crawlDelayMs).toBe(0);
});

describe("one of ten megabytes", () => {
  test("is read as far as half of one, within a second", () => {
    const rule = "Disallow: /aaaaaaaaaaaaaaaaaaaaaaaaaaaa\n";
    const text = `User-agent: *\nDisallow: /first\n${rule.repeat(250_000)}Disallow: /last\n`;
    const began = performance.now();
    expect(allowed(text, "/first")).toBe(false);
    expect(allowed(text, "/last")).toBe(true);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
