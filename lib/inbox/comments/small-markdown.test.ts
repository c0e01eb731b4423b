import { describe, expect, test } from "vitest";
import { type Block, mentionedIn, readSmallMarkdown } from "#lib/inbox/comments/small-markdown.ts";

const text = (value: string) => ({ kind: "text", text: value });
const paragraph = (...inside: unknown[]) => ({ kind: "paragraph", inside });
const read = (value: string) => readSmallMarkdown(value) as unknown;

describe("what is read", () => {
  test("bold, italic, code and links within a line", () => {
    expect(read("**Sales** should *know* `before` [Friday](https://example.com/plan)")).toEqual([
      paragraph(
        { kind: "strong", inside: [text("Sales")] },
        text(" should "),
        { kind: "emphasis", inside: [text("know")] },
        text(" "),
        { kind: "code", text: "before" },
        text(" "),
        { kind: "link", href: "https://example.com/plan", inside: [text("Friday")] },
      ),
    ]);
  });

  test("lists, quotes and fenced code", () => {
    expect(read("> they said\n\n- one\n- two\n\n3. three\n\n```js\na < b\n```")).toEqual([
      { kind: "quote", inside: [paragraph(text("they said"))] },
      { kind: "list", first: null, items: [[paragraph(text("one"))], [paragraph(text("two"))]] },
      { kind: "list", first: 3, items: [[paragraph(text("three"))]] },
      { kind: "code", text: "a < b" },
    ]);
  });

  test("a line ends where it was ended", () => {
    expect(read("one\ntwo")).toEqual([paragraph(text("one"), { kind: "break" }, text("two"))]);
  });

  test("an address is a link without any signs, and the sentence's full stop is none of it", () => {
    expect(read("See https://example.com/a?b=1.")).toEqual([
      paragraph(
        text("See "),
        {
          kind: "link",
          href: "https://example.com/a?b=1",
          inside: [text("https://example.com/a?b=1")],
        },
        text("."),
      ),
    ]);
  });

  test("a member is mentioned by email, in any case", () => {
    expect(read("Ask @Ana@Example.com, please")).toEqual([
      paragraph(text("Ask "), { kind: "mention", email: "ana@example.com" }, text(", please")),
    ]);
  });
});

describe("what stays the signs that were typed", () => {
  test.each(["<b>bold</b>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "# Heading", "***"])(
    "%s",
    (typed) => {
      expect(read(typed)).toEqual([paragraph(text(typed))]);
    },
  );

  test("a picture is a link to it, and never fetched", () => {
    expect(kindsIn(readSmallMarkdown("![image](https://example.com/a.png)"))).toEqual([
      "paragraph",
      "text",
      "link",
      "text",
    ]);
  });

  test.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java&#x0A;script:alert(1)",
    "data:text/html,<script>1</script>",
    "vbscript:x",
    "//evil.example/x",
    "/settings/members",
    "file:///etc/passwd",
    "blob:https://example.com/1",
  ])("a link to %s is no link", (address) => {
    expect(
      kindsIn(readSmallMarkdown(`[press](<${address}>) [press](${address}) <${address}>`)),
    ).not.toContain("link");
  });

  test.each(["http://example.com", "https://example.com", "mailto:ana@example.com"])(
    "a link to %s is one",
    (address) => {
      expect(kindsIn(readSmallMarkdown(`[press](${address})`))).toContain("link");
    },
  );
});

describe("what was typed to do harm is read in a moment", () => {
  test.each([
    "> ",
    ">",
    "- ",
    "1. ",
    "- > ",
    "- a\n",
    "*a ",
    "**a *b ",
    "[",
    "[a](",
    "`a",
    "@a@",
    "<a@b.c> ",
  ])("%j, again and again", (part) => {
    const typed = part.repeat(Math.ceil(10_000 / part.length)).slice(0, 10_000);
    const started = performance.now();
    const blocks = readSmallMarkdown(typed);
    expect(performance.now() - started).toBeLessThan(1000);
    expect(depthOf(blocks)).toBeLessThanOrEqual(14);
  });

  test("a list within a list within a list is read as deep as anybody reads", () => {
    const lines = Array.from({ length: 60 }, (_, depth) => `${"  ".repeat(depth)}- level ${depth}`);
    const blocks = readSmallMarkdown(lines.join("\n"));
    expect(depthOf(blocks)).toBeLessThanOrEqual(14);
    expect(JSON.stringify(blocks)).toContain("level 59");
  });
});

describe("who is mentioned", () => {
  test("each once, wherever in the text", () => {
    const typed = "@ana@example.com **and @ben@example.com**\n> - @Ana@example.com, @o'neil@example.com";
    expect(mentionedIn(typed)).toEqual(["ana@example.com", "ben@example.com"]);
  });

  test("nobody by an address alone, in code, in an address of a page, or in the middle of a word", () => {
    expect(
      mentionedIn("ana@example.com `@ben@example.com` https://x.example/@cem@example.com a@dan@example.com"),
    ).toEqual([]);
  });

  test("ten thousand are counted, not passed over", () => {
    const typed = Array.from({ length: 10_000 }, (_, n) => `@p${n}@example.com`).join(" ");
    expect(mentionedIn(typed)).toHaveLength(10_000);
  });
});

function kindsIn(blocks: Block[]): string[] {
  return [...JSON.stringify(blocks).matchAll(/"kind":"(\w+)"/g)].map(([, kind = ""]) => kind);
}

function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const children = Array.isArray(value) ? value : Object.values(value);
  return (Array.isArray(value) ? 0 : 1) + Math.max(0, ...children.map(depthOf));
}
