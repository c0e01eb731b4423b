import { expect, test } from "vitest";
import { diffText } from "#lib/page/diff/index.ts";
import { isKnown, lastModified } from "./conditional.ts";
import { diffHtml } from "./diff-html.ts";
import { asHtml, plain, shortened } from "./plain.ts";

test("what no feed may carry is taken out, and nothing else", () => {
  expect(plain("a\u0000b\u0008c\u000bd\u001be\u007ff\u0085g")).toBe("abcdefg");
  expect(plain("half \ud800 of a pair, \udc00 and \ufffe\uffff")).toBe("half  of a pair,  and ");
  const kept = "tab\t line\n and\r 😀 ünï עברית \u200b";
  expect(plain(kept)).toBe(kept);
});

test("text becomes HTML that shows exactly it", () => {
  expect(asHtml(`<script>alert("1" & '2')</script>\u0000`)).toBe(
    "&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;",
  );
});

test("a text is cut at its bound, and never within a surrogate pair", () => {
  expect(shortened("12345", 5)).toBe("12345");
  expect(shortened("123456", 5)).toBe("1234…");
  expect(shortened("123😀6", 5)).toBe("123…");
});

test("a diff says by elements and signs what went and what came, escaped", () => {
  const { text } = diffText("Plan\n<b>19</b>", "Plan\n<b>24</b>");
  expect(diffHtml(text)).toBe(
    "<pre>  Plan\n<del>- &lt;b&gt;19&lt;/b&gt;</del>\n<ins>+ &lt;b&gt;24&lt;/b&gt;</ins></pre>",
  );
  expect(diffHtml("")).toBe("");
});

test("of a long diff the first 200 lines are told, and how many more there are", () => {
  const many = Array.from({ length: 203 }, (_, n) => `line ${n}`).join("\n");
  const html = diffHtml(diffText("", many).text);
  expect(html.match(/<ins>/g)).toHaveLength(200);
  expect(html).toMatch(/<p>3 more lines\.<\/p>$/);
  const wide = diffHtml(diffText("", "x".repeat(2000)).text);
  expect(wide.length).toBeLessThan(1100);
});

const headers = (given: Record<string, string>) => new Headers(given);
const state = { etag: '"abc"', modified: "Fri, 27 Nov 2026 10:00:00 GMT" };

test.each([
  [{ "if-none-match": '"abc"' }, true],
  [{ "if-none-match": 'W/"abc"' }, true],
  [{ "if-none-match": '"x", "abc"' }, true],
  [{ "if-none-match": "*" }, true],
  [{ "if-none-match": '"x"' }, false],
  // The tag is the finer one: it goes before the date.
  [{ "if-none-match": '"x"', "if-modified-since": state.modified }, false],
  [{ "if-modified-since": state.modified }, true],
  [{ "if-modified-since": "Fri, 27 Nov 2026 10:00:01 GMT" }, true],
  [{ "if-modified-since": "Fri, 27 Nov 2026 09:59:59 GMT" }, false],
  [{ "if-modified-since": "yesterday" }, false],
  [{}, false],
])("%j: known is %s", (given, known) => {
  expect(isKnown(headers(given as Record<string, string>), state)).toBe(known);
});

test("no date is told that a later change of the same second would share", () => {
  const newest = new Date("2026-11-27T10:00:00.500Z");
  expect(lastModified(newest, new Date("2026-11-27T10:00:30Z"))).toBeNull();
  expect(lastModified(newest, new Date("2026-11-27T10:02:00Z"))).toBe(state.modified);
  expect(isKnown(headers({ "if-modified-since": state.modified }), { etag: "", modified: null })).toBe(false);
});
