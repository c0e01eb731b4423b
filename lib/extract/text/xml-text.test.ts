import { describe, expect, test } from "vitest";
import { convert } from "./test-page.ts";
import { isGraphic, xmlText } from "./xml-text.ts";

const xml = (body: string, contentType: string | null = "application/xml") =>
  convert(body, {}, contentType).content;

describe("XML is compared as what it says", () => {
  test.each([
    ["<a><b>1</b></a>", "<!-- built 2 --><a><!-- c --><b>1</b></a>"],
    ["<a><b>1</b></a>", "<a>\n  <b>1</b>\n\t</a>\n"],
    ["<a><b>1</b></a>", '<?xml version="1.0" encoding="utf-8"?>\n<a><b>1</b></a>'],
    ['<a x="1" y="2"/>', "<a y='2'  x=\"1\" ></a>"],
    ["<a>1 &lt; 2 &amp; é</a>", "<a><![CDATA[1 < 2 & é]]></a>"],
    ["<a>1 &lt; 2 &amp; é</a>", "<a>1 &#60; 2 &#x26; &#233;</a>"],
    ["<a>b c</a>", "<a>\n  b\n  c\n</a>"],
    ['<a b="c d"/>', '<a b="c\n  d"/>'],
    ["<a/>", "<!DOCTYPE a><a></a>"],
    ["<a>b</a>", "\ufeff<a>b</a>"],
  ])("%s is %s", (one, other) => expect(xml(other)).toBe(xml(one)));

  test.each([
    ["<a>1</a>", "<a>2</a>"],
    ["<a b='1'/>", "<a b='2'/>"],
    ["<a><b/><c/></a>", "<a><c/><b/></a>"],
    ["<a>bc</a>", "<a>b c</a>"],
    ["<a><b>1</b></a>", "<a><b/>1</a>"],
    ["<a>&lt;b/&gt;</a>", "<a><b/></a>"],
    ["<A/>", "<a/>"],
  ])("%s is not %s", (one, other) => expect(xml(other)).not.toBe(xml(one)));

  test("an element a line, so that a difference names what differs", () => {
    const feed =
      '<rss version="2.0"><channel><title>A &amp; B</title><item id="1">two <b>words</b> more</item></channel></rss>';
    expect(xml(feed, "application/rss+xml")).toBe(
      '<rss version="2.0">\n  <channel>\n    <title>A &amp; B</title>\n    <item id="1">\n      two\n      <b>words</b>\n      more\n    </item>\n  </channel>\n</rss>',
    );
    expect(xml(feed, "text/html")).toBe(xml(feed));
    expect(xml(`<?xml version="1.0"?>${feed}`, null)).toBe(xml(feed));
  });

  test("of a graphic, its words", () => {
    const badge = (id: string, text: string) =>
      `<svg xmlns="http://www.w3.org/2000/svg"><path id="${id}" d="M0"/><g><text>Sales</text><text>${text}</text></g></svg>`;
    expect(xml(badge("a", "10"), "image/svg+xml")).toBe("Sales 10");
    expect(xml(`<?xml version="1.0"?>${badge("b", "10")}`, "image/svg+xml; charset=utf-8")).toBe("Sales 10");
    expect(xml('<svg><path d="M0"/></svg>', "image/svg+xml")).toContain('<path d="M0"/>');
    expect(isGraphic("<svg:svg/>")).toBe(true);
    expect(isGraphic("<a><svg/></a>")).toBe(false);
  });

  test("what is no XML is text", () => {
    expect(xml("just words")).toBe("just words");
    expect(xmlText("just words")).toBeNull();
    expect(xml("<a><b>1")).toBe(xml("<a><b>1</b></a>"));
  });

  test.each([199, 200, 201, 100_000])("%d levels", (levels) => {
    const source = `${"<a>".repeat(levels)}x${"</a>".repeat(levels)}`;
    const before = process.threadCpuUsage().user;
    expect(xmlText(source) === null).toBe(levels > 200);
    expect(xml(source)).toContain("x");
    expect(process.threadCpuUsage().user - before).toBeLessThan(2_000_000);
  });

  test("a sitemap of fifty thousand addresses takes a moment", () => {
    const source = `<urlset>${Array.from({ length: 50_000 }, (_, at) => `<url><loc>https://site.example/${at}</loc><lastmod>2026-11-27</lastmod></url>`).join("")}</urlset>`;
    const before = process.threadCpuUsage().user;
    expect(xml(source).split("\n")).toHaveLength(200_002);
    expect(process.threadCpuUsage().user - before).toBeLessThan(8_000_000);
  });
});

describe("text that is written line by line keeps what indents its lines", () => {
  const text = (body: string, contentType = "text/plain") => convert(body, {}, contentType).content;

  test.each(["text/plain", "application/yaml", "text/x-python", "text/markdown", "application/toml"])(
    "%s",
    (type) => {
      expect(text("a:\n  b: 1\n", type)).not.toBe(text("a:\nb: 1\n", type));
      expect(text("a:\n  b: 1\n", type)).not.toBe(text("a:\n    b: 1\n", type));
      expect(text("a:\n  b: 1\n", type)).toBe("a:\n  b: 1");
    },
  );

  test.each([
    ["a\n  b", "a  \r\n  b\t\r\n"],
    ["a\n        b", "a\n\tb"],
    ["a\n        b", "a\n   \tb"],
    ["a\nb", "\n\n\na\n\n   \nb\n  "],
    ["a\n  b", "\ufeffa\u2028  b"],
    ["a b\n  c", "a   b\n  c"],
  ])("%j is %j", (one, other) => expect(text(other)).toBe(text(one)));

  test("also that of the first line, and no more of it than anybody reads", () => {
    expect(text("  a\nb")).toBe("  a\nb");
    expect(text(`a\n${" ".repeat(5_000)}b`).length).toBeLessThan(1_010);
    expect(text(`a\n${"\t".repeat(500_000)}b`).length).toBeLessThan(1_010);
  });
});
