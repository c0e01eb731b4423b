import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readSitemap } from "./read-sitemap.ts";

const AT = "https://example.com/sitemap.xml";
const read = (text: string | Buffer) => readSitemap(Buffer.from(text), AT);
const urlset = (inner: string) =>
  `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${inner}</urlset>`;
const entry = (url: string) => `<url><loc>${url}</loc></url>`;
const pages = async (text: string | Buffer) => (await read(text)).pages.map(({ url }) => url);

test("pages with their dates, escaped addresses, images left aside", async () => {
  const text = urlset(
    `<url><loc> https://example.com/?a=1&amp;b=2 </loc><lastmod>2026-01-02</lastmod>
     <image:image><image:loc>https://example.com/i.png</image:loc></image:image></url>
     <url><loc><![CDATA[/relative]]></loc></url><url><lastmod>2026</lastmod></url><url><loc>http://</loc></url>`,
  );
  expect(await read(text)).toEqual({
    pages: [
      { url: "https://example.com/?a=1&b=2", lastmod: "2026-01-02" },
      { url: "https://example.com/relative", lastmod: null },
    ],
    files: [],
    warning: null,
  });
});

test("an index names files", async () => {
  const text = `<sitemapindex><sitemap><loc>https://example.com/a.xml</loc></sitemap><sitemap><loc>b.xml.gz</loc></sitemap></sitemapindex>`;
  expect((await read(text)).files).toEqual(["https://example.com/a.xml", "https://example.com/b.xml.gz"]);
});

test("prefixes, gzip, a byte order mark and lines of text", async () => {
  expect(await pages(`<s:urlset><s:url><s:loc>https://example.com/p</s:loc></s:url></s:urlset>`)).toEqual([
    "https://example.com/p",
  ]);
  expect(await pages(gzipSync(urlset(entry("https://example.com/z"))))).toEqual(["https://example.com/z"]);
  expect(await pages(`\uFEFF${urlset(entry("https://example.com/b"))}`)).toEqual(["https://example.com/b"]);
  expect(await pages("https://example.com/1\r\nhttps://example.com/2\nno url\n")).toEqual([
    "https://example.com/1",
    "https://example.com/2",
  ]);
});

describe("too much", () => {
  const fast = async (text: string | Buffer) => {
    const began = performance.now();
    const file = await read(text);
    expect(performance.now() - began).toBeLessThan(8000);
    return file;
  };

  test("50,000 URLs are read, and no more", async () => {
    const many = (count: number) =>
      urlset(Array.from({ length: count }, (_, n) => entry(`https://e.com/${n}`)).join(""));
    const file = await fast(many(50_001));
    expect(file.pages).toHaveLength(50_000);
    expect(file.warning).toMatch(/50,000/);
    expect((await read(many(3))).warning).toBeNull();
  });

  test("60 MB, and 60 MB in a small gzip, end at 50", async () => {
    const long = `${urlset(entry("https://example.com/1"))}${" ".repeat(60 * 2 ** 20)}`;
    for (const body of [Buffer.from(long), gzipSync(long)]) {
      const file = await fast(body);
      expect(file.warning).toMatch(/50 MB/);
      expect(file.pages).toMatchObject([{ url: "https://example.com/1" }]);
    }
  }, 30_000);

  test("entities multiply nothing", async () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${urlset(entry("https://example.com/&b;"))}`;
    const file = await fast(bomb);
    expect(file.pages.every(({ url }) => url.length < 100)).toBe(true);
  });

  test("depth is bounded", async () => {
    expect((await fast(`<urlset>${"<a>".repeat(200_000)}`)).warning).toMatch(/too deep/);
  });

  test("a damaged gzip gives what came before", async () => {
    const packed = gzipSync(urlset(entry("https://example.com/1")));
    expect((await fast(packed.subarray(0, packed.length - 12))).warning).toMatch(/damaged/);
  });

  test("what is none has nothing", async () => {
    expect(await read("<html><body>Not found</body></html>")).toEqual({
      pages: [],
      files: [],
      warning: null,
    });
    expect((await read("")).pages).toEqual([]);
    expect((await read(Buffer.from([0, 1, 2, 255]))).pages).toEqual([]);
  });
});
