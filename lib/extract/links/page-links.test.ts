import { describe, expect, test } from "vitest";
import { pageLinks } from "./page-links.ts";

const AT = "https://example.com/docs/a";
const links = (html: string) => pageLinks(html, AT).links;

test.each<[string, string[]]>([
  ['<a href="/x">x</a>', ["https://example.com/x"]],
  ['<a href="b">b</a><a href="./b">again</a>', ["https://example.com/docs/b"]],
  ['<a href="//other.org/x">x</a>', ["https://other.org/x"]],
  ['<a href="?page=2">2</a>', ["https://example.com/docs/a?page=2"]],
  ['<a href="#top">top</a>', ["https://example.com/docs/a"]],
  ["<A HREF=/x>x</A>", ["https://example.com/x"]],
  ['<a href="/a?b=1&amp;c=2">x</a>', ["https://example.com/a?b=1&c=2"]],
  ['<a href=" /x \n">x</a>', ["https://example.com/x"]],
  [
    '<map><area href="/m"></map><iframe src="/f"></iframe><link rel="next" href="/n">',
    ["m", "f", "n"].map((p) => `https://example.com/${p}`),
  ],
  [
    '<a href="javascript:void(0)">x</a><a href="mailto:a@b.example">x</a><a href="tel:1">x</a><a href="data:,x">x</a>',
    [],
  ],
  ['<a href="http://">x</a><a href="http://[x">x</a><a>x</a><a href="">x</a>', []],
  ['<a href="/x" rel="external nofollow">x</a>', []],
  ['<!-- <a href="/x">x</a> --><script>"<a href=/y>"</script><a href="/z">z</a>', ["https://example.com/z"]],
  ['<base href="/other/"><a href="b">b</a>', ["https://example.com/other/b"]],
  ['<base href="https://cdn.example/"><a href="b">b</a>', ["https://cdn.example/b"]],
  ['<base href="/one/"><base href="/two/"><a href="b">b</a>', ["https://example.com/one/b"]],
  ['<base href="javascript:alert(1)"><a href="b">b</a>', ["https://example.com/docs/b"]],
  ['<base target="_blank"><base href="/one/"><a href="b">b</a>', ["https://example.com/one/b"]],
  ["no html at all", []],
])("%s leads to %j", (html, expected) => expect(links(html)).toEqual(expected));

test.each<[string, object]>([
  ['<link rel="canonical" href="/c#x">', { canonical: "https://example.com/c" }],
  ['<link rel="canonical" href="javascript:x">', { canonical: null }],
  ['<meta name="robots" content="noindex, follow">', { noindex: true, nofollow: false }],
  ['<meta name="ROBOTS" content="NOFOLLOW">', { noindex: false, nofollow: true }],
  ['<meta name="robots" content="none">', { noindex: true, nofollow: true }],
  ['<meta name="description" content="noindex">', { noindex: false, nofollow: false }],
])("%s says %j", (html, expected) => expect(pageLinks(html, AT)).toMatchObject(expected));

describe("too much", () => {
  test("10,000 links are read, and no more", () => {
    const html = Array.from({ length: 10_001 }, (_, n) => `<a href="/${n}">`).join("");
    expect(links(html)).toHaveLength(10_000);
  });

  test("a link of 100 KB is none", () => {
    expect(links(`<a href="/${"x".repeat(100_000)}">x</a><a href="/y">y</a>`)).toEqual([
      "https://example.com/y",
    ]);
  });

  test("depth costs no more than length", () => {
    const began = performance.now();
    links("<div>".repeat(400_000));
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
