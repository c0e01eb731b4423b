import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { textOf } from "../test-page.ts";

describe("white space never matters, on whichever side of a tag", () => {
  test.each([
    ['<p>see <a href="/x">one</a> two</p>', '<p>see<a href="/x"> one </a>two</p>'],
    ["<b>Total:</b> 5", "<b>Total:&nbsp;</b>5"],
    ["<b>Total:</b> 5", "<b>Total: </b>5"],
    ["<b>Total:</b> 5", "<b>Total:\n</b>\n5"],
    ["<b>Total:</b> 5", "<b>Total:&#160;</b>5"],
    ["<p>a <b><i>b</i></b> c</p>", "<p>a<b><i> b </i></b>c</p>"],
    ["<p>a <b><i>b</i></b> c</p>", "<p>a<b> <i>b</i> </b>c</p>"],
    [
      "<p>a <a href=x><span class=y>b</span></a> c</p>",
      "<p>a<a href=x>\n<span class=y>\n b</span></a> c</p>",
    ],
    ["<p>a <a href='/a b'>b</a> c</p>", "<p>a<a href='/a b'> b</a> c</p>"],
    ["<p>a <code>b</code>, c</p>", "<p>a<code> b</code>, c</p>"],
    ["<p>a <q>b</q> c</p>", "<p>a<q> b </q>c</p>"],
    ["<p>a <u>b</u> c</p>", "<p>a<u> b </u>c</p>"],
    ["<h2><a href=x>b</a></h2>", "<h2>\n  <a href=x>\n    b\n  </a>\n</h2>"],
    ["<table><tr><td><b>a</b><td>b</table>", "<table><tr><td><b> a </b><td> b </table>"],
    ["<ul><li><a href=x>a</a></ul>", "<ul><li>\n<a href=x> a </a>\n</ul>"],
    ["<a href=x title='a b'>x</a>", "<a href=x title='a\n  b'>x</a>"],
    ["<p>a <b>b</b></p><p>c</p>", "<p>a <b>b </b></p><p>c</p>"],
    ["<p>a <b>b</b> c</p>", "<p>a <b>b</b><b> </b>c</p>"],
    ["<p>a <b>b</b></p>", "<p>a<b><!-- c --> b</b></p>"],
    ["<p>a <b>b</b> c</p>", "<p>a <b>b </b><!-- c -->c</p>"],
    ["<p>a <b>b</b> c</p>", "<p>a<b>&#xA0;b&ensp;</b>c</p>"],
    ["<p>a <b>b</b> c</p>", "<p>a <b>b\u2003</b>c</p>"],
  ])("%s is %s", (one, other) => expect(textOf(other)).toBe(textOf(one)));

  test.each([
    ["<b>ab</b>", "<b>a</b><b>b</b>"],
    ["<b>a b</b>", "<b>a</b> <b>b</b>"],
    ["<b>a b</b>", "<b>a</b><strong> b</strong>"],
    ["<i>abc</i>", "<i>a</i><em class=x>b</em><i>c</i>"],
    ["<p>x <b>ab</b> y</p>", "<p>x <b>a</b><b>b </b>y</p>"],
    ["<b>ab</b>", "<b>a</b><!-- c --><b>b</b>"],
    ["<sup>12</sup>", "<sup>1</sup><sup>2</sup>"],
    ["<del>ab</del>", "<del>a</del><s>b</s>"],
  ])("neighbours of the same emphasis are one: %s is %s", (one, other) =>
    expect(textOf(other)).toBe(textOf(one)),
  );

  test.each([
    ["<b>a</b><b hidden>N</b><b>c</b>", "<b>a</b><i>c</i>"],
    ["<b>ab</b>", "<b>a</b>b"],
    ["<p>ab</p>", "<p>a b</p>"],
    ["<p>a<b>b</b></p>", "<p>a <b>b</b></p>"],
    ["<b>a</b>, <b>b</b>", "<b>a, b</b>"],
  ])("%s is not %s", (one, other) => expect(textOf(other)).not.toBe(textOf(one)));

  test("in any page of inline elements", () => {
    const space = fc.constantFrom(" ", "\n", "\t ", "&nbsp;", "\u00a0", " \n  ");
    const name = fc.constantFrom(
      "b",
      "i",
      "a href=/x",
      "a href='/x y'",
      "span",
      "code",
      "span class=y",
      "u",
      "sup",
      "cite",
      "small",
    );
    const word = fc.stringMatching(/^[a-z]{1,5}$/);
    const pieces = fc.array(fc.record({ name, word, after: word, outer: space, inner: space }), {
      minLength: 1,
      maxLength: 6,
    });
    const build = (page: typeof pieces extends fc.Arbitrary<infer T> ? T : never, isInside: boolean) =>
      page
        .map(({ name: start, word: text, after, outer, inner }) => {
          const end = start.split(" ")[0];
          return isInside
            ? `w<${start}>${inner}${text}${outer}</${end}>${after}`
            : `w <${start}>${text}</${end}> ${after}`;
        })
        .join(" ");
    fc.assert(
      fc.property(pieces, (page) => {
        expect(textOf(`<p>${build(page, true)}</p>`)).toBe(textOf(`<p>${build(page, false)}</p>`));
      }),
      { numRuns: 2_000 },
    );
  });

  test("nor between nested ones", () => {
    const names = fc.array(fc.constantFrom("b", "i", "a href=/x", "span", "span class=y", "u"), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(names, fc.nat(4), fc.nat(4), (nested, opening, closing) => {
        const unique = [...new Set(nested)];
        const build = (at: number, to: number) => {
          const starts = unique.map((name, index) => `${index === at ? " " : ""}<${name}>`).join("");
          const ends = unique
            .map((name, index) => `</${name.split(" ")[0]}>${index === to ? " " : ""}`)
            .reverse()
            .join("");
          return `<p>v${starts}${at >= unique.length ? " " : ""}w${to >= unique.length ? " " : ""}${ends}x</p>`;
        };
        expect(textOf(build(opening, closing))).toBe(textOf(build(0, 0)));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("indentation of preformatted text is content", () => {
  const pre = (text: string) => textOf(`<p>x</p><pre>${text}</pre>`);

  test.each([
    ["if x:\n  a\nb", "if x:\n  a\n  b"],
    ["a\n  b", "a\n    b"],
    ["a\nb", " a\nb"],
    ["<b>a</b>\n <b>b</b>", "<b>a</b>\n<b> b</b>\n c"],
    ["<code>a\n  b</code>", "<code>a\n b</code>"],
    ["a<br>  b", "a<br>b"],
    ["a\n&nbsp;&nbsp;b", "a\nb"],
  ])("%j is not %j", (one, other) => expect(pre(other)).not.toBe(pre(one)));

  test.each([
    ["a\n  b", "a  \n  b \t"],
    ["a\n\tb", "a\n        b"],
    ["a\n  \tb", "a\n        b"],
    ["a\nb", "\n\na\nb\n\n   \n"],
    ["a\n  b", "\na\r\n  b"],
    ["a\n  b", "<span>a</span>\n<span>  </span><span>b</span>"],
    ["a\n  b", "<i class=l> </i>a\n <b></b> b".replace("<i class=l> </i>", "")],
    ["a b", "a   b"],
    ["a\n  b", "a\n&#32; b"],
    ["a\n  <b>b</b>", "a\n<b>  b</b>"],
  ])("%j is %j", (one, other) => expect(pre(other)).toBe(pre(one)));

  test("in lists, quotes and cells, too", () => {
    for (const [start, end] of [
      ["<ul><li>", "</ul>"],
      ["<blockquote>", "</blockquote>"],
      ["<table><tr><td>", "</table>"],
    ])
      expect(textOf(`${start}<pre>a\n  b</pre>${end}`)).not.toBe(textOf(`${start}<pre>a\nb</pre>${end}`));
  });

  test("reads as it was written", () => {
    expect(pre("def f():\n    if x:\n\treturn 1\n\nend")).toBe(
      "x\n```\ndef f():\n    if x:\n        return 1\nend\n```",
    );
    expect(textOf("<pre>a\n  b")).toBe("```\na\n  b\n```");
  });

  test("everywhere else it is none", () => {
    expect(textOf("<p>a\n   b</p>")).toBe(textOf("<p>a b</p>"));
    expect(textOf("<pre>a\n  b</pre><p>\n   c</p>")).toBe(textOf("<pre>a\n  b</pre><p>c</p>"));
  });
});
