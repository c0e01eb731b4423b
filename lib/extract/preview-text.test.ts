import { describe, expect, test } from "vitest";
import { previewText } from "./preview-text.ts";
import type { ConvertOptions } from "./text/index.ts";

const defaults: ConvertOptions = {
  onlyMainContent: true,
  includeTags: [],
  excludeTags: [],
  removeBase64Images: true,
};

function preview(body: string, options: Partial<ConvertOptions> = {}, type = "text/html", statusCode = 200) {
  const headers = { "content-type": type };
  const answer = { statusCode, headers, body: Buffer.from(body), finalUrl: "https://site.example/page" };
  return previewText(answer, { ...defaults, ...options });
}

describe("what is left out", () => {
  test("is every line as often as it is missing, by the option that drops it", () => {
    const { text, dropped } = preview(
      `<nav>Home</nav><main><p>Home</p><p class="ad">Buy</p><p class="ad">Buy</p><p>Words</p></main><footer>Home</footer>`,
      { excludeTags: [".ad"] },
    );
    expect(text).toBe("Home\nWords");
    expect(dropped).toEqual([
      { by: "onlyMainContent", lines: 2, text: "Home\nHome" },
      { by: "excludeTags", lines: 2, text: "Buy\nBuy" },
    ]);
  });

  test("is not told of parts that somebody named", () => {
    const html = `<nav>Home</nav><main><p class="price">$19</p><p>Words</p></main>`;
    expect(preview(html, { includeTags: [".price"] })).toMatchObject({ text: "$19", dropped: [] });
  });

  test("is shown at most in its first 4,000 characters, and counted whole", () => {
    const links = Array.from({ length: 1000 }, (_, n) => `<p>Link number ${n}</p>`).join("");
    const [frame] = preview(`<nav>${links}</nav><main>Words</main>`).dropped;
    expect(frame).toMatchObject({ by: "onlyMainContent", lines: 1000 });
    expect(frame?.text).toHaveLength(4000);
  });
});

describe("selectors that match nothing", () => {
  test("are found each, of what is kept and of what is left out", () => {
    const { unmatched } = preview(`<main><p class="a">Words</p></main>`, {
      includeTags: [".a", ".b", "p > b"],
      excludeTags: ["aside", ".c"],
    });
    expect(unmatched).toEqual({ include: [".b", "p > b"], exclude: ["aside", ".c"] });
  });

  test("leave a page beyond a tree's bounds as it would be compared", () => {
    const deep = `${"<div>".repeat(600)}<p class="a">Words</p>`;
    expect(preview(`<main>${deep}</main>`, { includeTags: [".a"] })).toMatchObject({
      text: "Words",
      unmatched: { include: [], exclude: [] },
    });
  });

  test("count for nothing on a page that is no HTML", () => {
    const json = preview('{"a":1}', { includeTags: [".a"] }, "application/json");
    expect(json).toMatchObject({ isHtml: false, kind: "json", unmatched: { include: [".a"] } });
    expect(json.text).toContain('"a"');
  });
});

describe("what is no page is none, whatever is looked for in it", () => {
  test.each([
    ["a failure", "<p>Words</p>", 503, /503/],
    ["no text", "<main></main>", 200, /empty/],
  ])("%s", (_, body, status, sentence) => {
    expect(() => preview(body, { includeTags: [".none"] }, "text/html", status)).toThrow(sentence);
  });
});
