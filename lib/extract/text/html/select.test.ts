import { describe, expect, test } from "vitest";
import { PageError } from "#lib/page-error.ts";
import { textOf } from "../test-page.ts";
import { isUsableSelector } from "./select.ts";

const PAGE = `<title>T</title><base href="/b/"><header><span class="price sale" id="top">1</span></header>
<main><div class="card" data-kind="plan"><h2>Pro</h2><span class="price">2</span><a href="x">buy</a></div>
<div class="card"><h2>Max</h2><span class="price">3</span><p hidden>secret</p></div><img class="logo" alt="L" src="l.png"></main>`;

describe("selectors", () => {
  test.each([
    [[".price"], [], "1\n2\n3"],
    [["h2", "#top"], [], "1\n## Pro\n## Max"],
    [["h2, #top"], [], "1\n## Pro\n## Max"],
    [["span.price.sale"], [], "1"],
    [['[data-kind="plan"]'], ["a"], "## Pro\n2"],
    [["[data-kind]"], [".price", "a"], "## Pro"],
    [["a"], [], "[buy](https://site.example/b/x)"],
    [["img.logo"], [], "![L]()"],
    [[".card", "h2"], ["a", "span"], "## Pro\n## Max"],
    [["main > .card:nth-child(2)"], [], "## Max\n3"],
    [[".card h2"], [], "## Pro\n## Max"],
    [[".card:has(a) .price"], [], "2"],
    [[".card a"], [], "[buy](https://site.example/b/x)"],
    [[".card"], [".card > span", "a:first-of-type"], "## Pro\n## Max"],
    [[], ["main > *"], "1"],
    [[], ["span", "a", "img"], "## Pro\n## Max"],
  ])("include %j, exclude %j", (includeTags, excludeTags, text) => {
    expect(textOf(PAGE, { includeTags, excludeTags })).toBe(text);
  });

  test.each([[["h1"]], [[".card > h1", "#no"]]])("says so when nothing matches: %j", (includeTags) => {
    expect(() => textOf(PAGE, { includeTags })).toThrow(PageError);
    expect(() => textOf(PAGE, { includeTags })).toThrow(/^Nothing on the page matches includeTags/);
  });

  test("exclude runs first", () => {
    expect(() => textOf(PAGE, { includeTags: ["h2"], excludeTags: [".card"] })).toThrow(
      /matches includeTags/,
    );
  });

  test("plain selectors mean the same to the scan and to the tree", () => {
    const plain = [".price", "#top", "div", "[hidden]", ".card", "a[href]", "[data-kind=plan]"];
    const more = [
      "[href^=x]",
      "img[alt='l' i]",
      "span.price.sale#top",
      "[class~=sale], h2",
      "SPAN",
      "A[HREF]",
    ];
    for (const selector of [...plain, ...more]) {
      const viaTree = `${selector}:not(nope)`;
      for (const field of ["includeTags", "excludeTags"] as const) {
        const run = (one: string) => {
          try {
            return textOf(PAGE, { [field]: [one] });
          } catch (error) {
            return (error as Error).message.slice(0, 20);
          }
        };
        expect(run(selector), `${field} ${selector}`).toBe(run(viaTree));
      }
    }
  });
});

test.each([
  ["[title='a&b']", "<p title='a&amp;b'>x</p><p>y</p>", "x"],
  ["[title='a&b']", "<p title='a&b'>x</p><p>y</p>", "x"],
  [".caf\\e9 ", "<p class='café'>x</p><p>y</p>", "x"],
  ["[type=TEXT]", "<p type=text>x</p><p>y</p>", "x"],
  [".X", "<p class=X>x</p><p class=x>y</p>", "x"],
  ["[data-a='']", "<p data-a>x</p><p data-a=1>y</p>", "x"],
  ["[data-a$='.pdf']", "<p data-a='b.pdf'>x</p><p data-a=pdf>y</p>", "x"],
])("%s finds in %s", (selector, html, text) => {
  expect(textOf(html, { includeTags: [selector] })).toBe(text);
  expect(textOf(html, { includeTags: [`${selector}:not(nope)`] })).toBe(text);
});

test("a selector of one tag has no bounds", () => {
  const deep = `${"<div>".repeat(600)}<p class=a>x</p>`;
  expect(textOf(deep, { includeTags: ["[class^=a]"] })).toBe("x");
  expect(() => textOf(deep, { includeTags: ["div > .a"] })).toThrow(/nests elements more than 512 deep/);
});

describe("elements whose tags were left out", () => {
  const rows = "<tr><td>1</td></tr> <tr><td>2</td></tr>";
  test.each([
    [`<table>${rows}</table>`, "table > tbody > tr:nth-child(2)", "2"],
    [`<table><thead><tr><th>h</thead>${rows}</table>`, "tbody > tr:first-child", "1"],
    [`<table><tbody>${rows}</tbody>${rows}</table>`, "tbody:nth-of-type(2)", "1 2"],
    [`<table>${rows}</table>`, "tbody", "1 2"],
    ["<p>a</p><div>x</div>", "body > div", "x"],
    ["<p>a</p><div>x</div>", "html > body > :nth-child(2)", "x"],
    ["<p>a</p><div>x</div>", "body", "a x"],
    ["<title>T</title><meta charset=utf-8><p>a</p>", "body > :first-child", "a"],
    ["<html><head><title>T</title></head><p>a</p></html>", "head + body > p", "a"],
    ["<!doctype html><!-- c --><body class=b><p>a</p></body><p>late</p>", "html > .b > p", "a late"],
    ["just words", "body", "just words"],
  ])("%s, %s", (html, selector, text) => {
    const words = textOf(html, { includeTags: [selector] }).match(/\w+/g);
    expect(words?.join(" ")).toBe(text);
  });

  test("are put in at a cost that grows with the page only", () => {
    const html = `<table>${"<tr><td>a<caption>b</caption>".repeat(40_000)}</table>`;
    expect(textOf(html, { includeTags: ["tbody > tr:first-child"] })).toContain("a");
  });
});

test.each([
  ["main", true],
  [".a.b > p:first-child ~ [x='1']", true],
  ["a:has(b), c", true],
  ["p:nth-of-type(2n+1)", true],
  ["", false],
  [" ", false],
  ["a >", false],
  ["..a", false],
  ["p::before", false],
  ["p:unknown", false],
  ["[x", false],
  ["//div", false],
  ["/html/body/div", false],
  ["$price", false],
  ["!main", false],
  ["main!important", false],
  ["@media", false],
  ["^main", false],
  ["#5", false],
  [".5x", false],
  ["main, > p", false],
  ["p, + li", false],
  ["p >, li", false],
  ["a:has(> b, > c)", true],
  ["li:nth-child(2n + 1), li:nth-last-child(-n+3)", true],
  ["a[href^='/x?y=1$'], [data-a$=b]", true],
  [".sm\\:hidden, #\\35 x", true],
  ["préis, .価格", true],
  [":not(.a, #b) + *", true],
])("isUsableSelector(%j) is %j", (selector, usable) => expect(isUsableSelector(selector)).toBe(usable));
