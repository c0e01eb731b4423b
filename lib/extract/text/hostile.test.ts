import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PageError } from "#lib/page-error.ts";
import { detectWall } from "./bot-wall.ts";
import { convert, textOf } from "./test-page.ts";

/** Seconds on a busy machine with two cores; alone, each of these takes a fraction of one. */
const LIMIT = 6_000;
const fill = (unit: string, length = 1_000_000) => unit.repeat(Math.ceil(length / unit.length));

/** Whether it converts or is refused as a page, nothing else. */
function survives(body: string | Buffer, options = {}, contentType: string | null = "text/html"): void {
  try {
    convert(body, options, contentType);
  } catch (error) {
    if (!(error instanceof PageError)) throw error;
    // A cause that is no PageError is a crash that convertBody dressed up.
    expect(error.cause).toBeInstanceOf(PageError);
  }
}

describe("hostile pages end in time", () => {
  test.each([
    ["one long line", `<p>${fill("word ")}`],
    ["spaces", `<p>a${fill(" ")}b`],
    ["lines of spaces", `<pre>a${fill(" \n")}b`],
    ["twenty thousand lines", fill("<p>a line of text</p>\n", 420_000)],
    ["nested div", `${fill("<div>")}x`],
    ["nested lists", `${fill("<ul><li>")}x`],
    ["unclosed paragraphs", fill("<p>word ")],
    ["stray end tags", `<div>${fill("<p>a</div></b>")}`],
    ["less-than signs", fill("<")],
    ["unfinished tags", `x${fill("<a ")}`],
    ["unfinished comments", `x${fill("<!-- ")}`],
    ["unfinished script", `x<script>${fill("</scrip")}`],
    ["a giant attribute", `<p title="${fill("x ")}">x`],
    ["many attributes", `<p ${fill("a=1 ")}>x`],
    ["image data", `<p>x<img src="data:image/png;base64,${fill("A")}">`],
    ["navigation", fill("<nav>a</nav>b ")],
    ["hidden items", fill("<li hidden>a<li>b")],
    ["self-closed svg", `${fill("<svg/>")}x`],
    ["accents on one letter", `<p>a${fill("\u0301\u0323", 500_000)}`],
    ["brackets", `<p>${fill("](")}`],
    ["names of no character", `<p>${Array.from({ length: 100_000 }, (_, n) => `&a${n};`).join("")}`],
    ["links to the page itself", fill('<a href="#x">x</a> ')],
    ["links to be resolved", fill('<a href=" /x y/../z ">x</a>', 200_000)],
    ["links far up", `<a href="${fill("../", 200_000)}x">x</a>`],
    ["blanks at tags", `<p>${fill("<b> a </b>", 200_000)}`],
    ["blanks within nested tags", `${fill("<b> ", 200_000)}x`],
    ["neighbours", `<p>${fill("<b>a</b>", 200_000)}`],
    ["long blanks at tags", `<p>${fill(`x${" ".repeat(150)}</b>`, 200_000)}`],
    ["references at tags", `<p>${fill("a;</b>", 200_000)}`],
    ["names of empty elements", fill("<i aria-label=x></i>", 200_000)],
    ["nested names", `${fill("<i aria-label=x>", 200_000)}`],
    ["lists to choose from", fill("<select><option>a</select>", 200_000)],
    ["one list to choose from", `<select>${fill("<option>a", 200_000)}`],
    ["nested choices", `x<select><option>${fill("<b>", 200_000)}a`],
    ["graphics", fill("<svg><text>a</text></svg>", 200_000)],
    ["a deep graphic", `x<svg><text>${fill("<g>", 200_000)}a</text></svg>`],
    ["a deep formula", `x<math>${fill("<mrow>", 200_000)}<mn>1</mn>`],
    ["fractions in fractions", `x<math>${fill("<mfrac>", 200_000)}<mn>1</mn>`],
    ["code of spans", `<pre>${fill("<span>\t a</span>\n", 200_000)}`],
    ["indentation", `<pre>a\n${fill("\t", 200_000)}b`],
    ["bars by name", fill('<div class="cookie-banner">a', 200_000)],
    ["bars by role", fill("<div role=dialog>cookie", 200_000)],
    ["bars at the top", fill("<div>we use cookies <button>OK</button></div>", 200_000)],
    ["a deep bar", `<div class="cookie-banner">${fill("<b>", 39_000)}cookie<button>OK</button></div>x`],
    ["an endless link", `<a ${fill("href= ")}>x`],
  ])("%s", { timeout: LIMIT }, (_name, html) => {
    survives(html);
    detectWall({ statusCode: 200, headers: {}, body: Buffer.from(`<p>${html}`).subarray(0, 390_000) });
    survives(html.slice(0, 300_000), { excludeTags: ["ul > li"] });
  });

  test.each(["nope div div div div p", "nope ~ p ~ p ~ p", "p:has(+ p:has(+ nope))", ":has(nope)"])(
    "selector %s",
    { timeout: LIMIT },
    (selector) => {
      const html = `${"<div>".repeat(300)}${"<p>x</p>".repeat(3_000)}`;
      survives(html, { excludeTags: [selector] });
    },
  );

  test.each([
    ["deep", "[".repeat(500_000)],
    ["numbers", `[${fill("1.10,")}1]`],
    ["keys", `{${Array.from({ length: 200_000 }, (_, index) => `"k${index}":${index}`)}}`],
    ["one string", `["${fill("a\\\\ ")}"]`],
  ])("JSON, %s", { timeout: LIMIT }, (_name, json) => survives(json, {}, "application/json"));
});

describe("properties", () => {
  const contentType = fc.constantFrom(
    null,
    "text/html",
    "text/html; charset=utf-16",
    "text/html; charset=iso-2022-jp",
    "text/plain; charset=x",
    "application/json",
    "application/xml",
    "application/octet-stream",
    ";;;",
  );
  const options = fc.record({
    onlyMainContent: fc.boolean(),
    includeTags: fc.subarray(["p", ".a", "div > p", "li:first-child"]),
    excludeTags: fc.subarray(["b", "#x", "p ~ p"]),
    removeBase64Images: fc.boolean(),
  });
  const names = [
    "p",
    "div",
    "nav",
    "main",
    "li",
    "b",
    "table",
    "td",
    "svg",
    "script",
    "title",
    "pre",
    "template",
  ];
  const piece = fc.oneof(
    fc.constantFrom(
      ...names.flatMap((name) => [`<${name}>`, `</${name}>`, `<${name} hidden class="a">`, `<${name}/>`]),
    ),
    fc.constantFrom(
      "<!--",
      "-->",
      "<![CDATA[",
      "]]>",
      "<",
      ">",
      "&",
      "&amp;",
      "\u0000",
      '"',
      "'",
      "<base href=",
      "</",
    ),
    fc.constantFrom('<img src="data:x" alt=y>', '<a href="/x">', "{", "[1]", "\ufeff", "\ud800", "<?xml "),
    fc.string({ unit: "binary", maxLength: 5 }),
  );
  const soup = fc.array(piece, { maxLength: 50 }).map((pieces) => pieces.join(""));

  test("any bytes convert or are refused as a page", () => {
    const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
    fc.assert(
      fc.property(bytes, contentType, options, (body, type, some) => {
        survives(body, some, type);
      }),
      {
        numRuns: 700,
      },
    );
  });

  test("any tag soup converts or is refused, to text that can be stored", () => {
    fc.assert(
      fc.property(soup, contentType, options, (html, type, some) => {
        survives(html, some, type);
        try {
          const { content } = convert(html, some, type);
          expect(content.isWellFormed() && !content.includes("\u0000") && content !== "").toBe(true);
        } catch (error) {
          if (!(error instanceof PageError)) throw error;
        }
      }),
      { numRuns: 700 },
    );
  });

  test.each([
    ["<p>a</p><td>b</td><li>c</li><p>d</p>", "a\nb\n- c\nd"],
    ["<p>a</p><b>b</b><li>c</li>", "a\n**b**\n- c"],
    ["<ul class=x><p>a</p>b<li>c</li><li>d</li></ul>", "a\nb\n- c\n- d"],
  ])("an item begins a line, whatever stands before it: %s", (html, text) => {
    expect(textOf(html)).toBe(text);
    expect(textOf(html.replaceAll("<li>", "\n<li>"))).toBe(text);
  });

  test("white space between and within the words of a page never matters", () => {
    const gap = fc.constantFrom(" ", "\n", "\t ", "  \n  ", "&nbsp;", " \u00a0 ");
    const words = fc.array(fc.stringMatching(/^[a-z0-9]{1,8}$/), { minLength: 1, maxLength: 8 });
    const blocks = fc.array(fc.tuple(fc.constantFrom("p", "h2", "li", "div", "td", "section"), words), {
      minLength: 1,
    });
    fc.assert(
      fc.property(blocks, gap, fc.constantFrom("", "\n", "\n\n   "), (page, inside, between) => {
        const build = (space: string, line: string) =>
          page.map(([name, text]) => `<${name}>${line}${text.join(space)}${line}</${name}>`).join(line);
        expect(textOf(build(inside, between))).toBe(textOf(build(" ", "")));
      }),
      { numRuns: 2_000 },
    );
  });
});
