import { hash } from "node:crypto";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { PageError } from "#lib/page-error.ts";
import { CONVERTER_VERSION, optionsFingerprint } from "./options.ts";
import { convert, defaults } from "./test-page.ts";

describe("charset", () => {
  const text = "Привет, 日本 é €";
  const of = (body: Buffer, contentType: string | null) => convert(body, {}, contentType).content;

  test.each([
    ["utf-8", Buffer.from(text), "text/plain; charset=utf-8"],
    ["utf-8 unlabelled", Buffer.from(text), "text/plain"],
    ["utf-8 mark against the header", Buffer.from(`\ufeff${text}`), "text/plain; charset=iso-8859-1"],
    ["utf-16le mark", iconv.encode(text, "utf-16le", { addBOM: true }), "text/plain; charset=utf-8"],
    ["utf-16be mark", iconv.encode(text, "utf-16be", { addBOM: true }), null],
    ["utf-16le by header", iconv.encode(text, "utf-16le"), "text/plain; charset=UTF-16LE"],
  ])("%s", (_name, body, contentType) => expect(of(body, contentType)).toBe(text));

  test.each([
    ["header over meta", '<meta charset="utf-8">日本', "shift_jis", "text/html; charset=Shift_JIS"],
    ["meta charset", '<meta charset="windows-1251">Привет', "windows-1251", "text/html"],
    [
      "http-equiv",
      '<meta http-equiv="Content-Type" content="text/html; charset=euc-kr">한국',
      "euc-kr",
      "text/html",
    ],
    [
      "xml declaration",
      '<?xml version="1.0" encoding="iso-8859-2"?><html><p>łódź',
      "iso-8859-2",
      "text/html",
    ],
    ["unknown label", "<p>café</p>", "utf-8", "text/html; charset=nonsense"],
    ["a label that is no charset", "<p>café</p>", "utf-8", "text/html; charset=binary"],
    ["a meta that is no charset", '<meta charset="base64"><p>café', "utf-8", "text/html"],
    ["utf-16 without a mark", "<html><p>Привет", "utf-16le", "text/html"],
    ["a meta in a comment", '<!-- <meta charset="windows-1251"> -->Привет', "utf-8", "text/html"],
    [
      "a meta after a comment with a bang",
      '<!-- x --!><meta charset="windows-1251">Привет',
      "windows-1251",
      "text/html",
    ],
    [
      "a meta far behind scripts",
      `<script>${"x ".repeat(1_500)}</script><meta charset="windows-1251"><p>Да`,
      "windows-1251",
      "text/html",
    ],
    [
      "a meta in a comment before the true one",
      '<!-- <meta charset="windows-1251"> --><meta charset="utf-8">é',
      "utf-8",
      "text/html",
    ],
    [
      "words about charsets",
      '<meta name="description" content="how charset=koi8-r works"><p>é',
      "utf-8",
      "text/html",
    ],
    ["an attribute that ends in charset", '<meta data-charset="koi8-r"><p>é', "utf-8", "text/html"],
    [
      "an attribute that holds a charset",
      '<meta title="charset=koi8-r" charset="windows-1251"><p>é'.replace("é", "Да"),
      "windows-1251",
      "text/html",
    ],
    ["a content without http-equiv", '<meta content="text/html; charset=koi8-r"><p>é', "utf-8", "text/html"],
    [
      "another http-equiv",
      '<meta http-equiv="refresh" content="9; url=/?charset=koi8-r"><p>é',
      "utf-8",
      "text/html",
    ],
    ["a meta in a script", "<script>'<meta charset=koi8-r>'</script><p>é", "utf-8", "text/html"],
    ["a meta in a title", "<title><meta charset=koi8-r></title><p>é", "utf-8", "text/html"],
    ["a meta in an attribute", "<p title='<meta charset=koi8-r>'>é", "utf-8", "text/html"],
    ["a comment that ends with a bang", "<!-- <meta charset=koi8-r> --!><p>é", "utf-8", "text/html"],
    [
      "an unknown label before a known one",
      "<meta charset=nonsense><meta charset=windows-1251><p>Да",
      "windows-1251",
      "text/html",
    ],
    [
      "content before http-equiv",
      "<META CONTENT='text/html;charset=\"windows-1251\"' HTTP-EQUIV=content-TYPE><p>Да",
      "windows-1251",
      "text/html",
    ],
    ["a charset with blanks", "<meta charset=' windows-1251 '/><p>Да", "windows-1251", "text/html"],
    ["a meta that cannot be true", '<meta charset="utf-16"><p>café', "utf-8", "text/html"],
  ])("%s", (_name, html, charset, contentType) => {
    const words = html.replace(/<(script|title)>.*<\/\1>|<!--.*?--!?>|<(?:'[^']*'|"[^"]*"|[^>"'])*>/g, "");
    expect(of(iconv.encode(html, charset), contentType)).toBe(words);
  });

  test.each([
    ["Markdown", "`<meta charset=iso-8859-1>` Привет", "text/markdown"],
    ["JSON", '"<meta charset=windows-1251> Привет"', "application/json"],
  ])("a meta within %s is words, no declaration", (_name, body, contentType) => {
    expect(of(Buffer.from(body), contentType)).toBe(body);
  });

  test("a meta within a feed is words, too", () => {
    const feed = '<?xml version="1.0"?><rss><![CDATA[<meta charset="iso-8859-1">Привет]]></rss>';
    expect(of(Buffer.from(feed), "text/xml")).toContain("Привет");
  });

  test("the declaration of XML goes before a meta in it", () => {
    const page =
      '<?xml version="1.0" encoding="windows-1251"?><html><meta charset="utf-8"/><p>Привет</p></html>';
    expect(of(iconv.encode(page, "windows-1251"), "application/xhtml+xml")).toBe("Привет");
  });

  test.each([
    ["utf-8 against the header", "utf-8", "application/json; charset=iso-8859-1"],
    ["utf-16 by its zeros", "utf-16le", "application/json"],
    [
      "another one by the header, when it is no UTF-8",
      "windows-1251",
      "application/json; charset=windows-1251",
    ],
  ])("JSON is %s", (_name, charset, contentType) => {
    expect(of(iconv.encode('["Привет"]', charset), contentType)).toContain("Привет");
  });

  test("detects what nobody declared", () => {
    const sentence = "Быстрая коричневая лиса прыгает через ленивую собаку и бежит дальше в лес. "
      .repeat(4)
      .trim();
    expect(of(iconv.encode(sentence, "windows-1251"), "text/plain")).toBe(sentence);
  });

  test("wrong labels and broken bytes become replacement characters", () => {
    expect(of(Buffer.from([0x61, 0xff, 0x62]), "text/plain; charset=utf-8")).toBe("a\ufffdb");
    expect(of(Buffer.from("<p>a\u0000b&#xd800;c"), "text/html")).toBe("ab\ufffdc");
  });
});

describe("kind", () => {
  const html = "<!doctype html><p>x</p>";
  test.each([
    ["markdown", html, "text/html"],
    ["markdown", html, null],
    ["text", html, "text/plain"],
    ["text", html, "text/plain; charset=utf-8"],
    ["markdown", html, "application/octet-stream"],
    ["markdown", html, "application/json"],
    ["markdown", `<!-- c -->\n${html}`, "application/octet-stream"],
    ["markdown", '<?xml version="1.0"?><html><p>x</p></html>', "application/xml"],
    ["json", '{"a":1}', "application/json"],
    ["json", '{"a":1}', "application/ld+json; charset=utf-8"],
    ["json", '{"a":1}', null],
    ["json", "[1]", "text/html"],
    ["text", "{not json", "application/json"],
    ["text", '{"a":1}\n{"a":2}\n', "application/x-ndjson"],
    ["text", "<rss><item/></rss>", "application/rss+xml"],
    ["text", '<?xml version="1.0"?><feed/>', null],
    ["text", '<?xml version="1.0"?><?xml-stylesheet href="a"?><rss><title>a</title></rss>', "text/html"],
    ["text", "<rss><title>a</title></rss>", "text/html; charset=utf-8"],
    ["text", '<feed xmlns="http://www.w3.org/2005/Atom"><title>a</title></feed>', "text/html"],
    ["text", "<rdf:RDF><title>a</title></rdf:RDF>", "application/xhtml+xml"],
    ["text", "ID3 is a decision tree", "text/plain"],
    ["text", "BM is short for bookmark", "text/plain"],
    ["text", "MZ is a country code", null],
    ["text", "{\\rtf1 is how it begins}", "text/markdown"],
    ["text", "PK is no key", "application/octet-stream"],
    ["binary", "PK\u0003\u0004\u0014", "text/html"],
    ["binary", "%PDF-1.7 x", "text/plain"],
    ["binary", "\u0000\u0000\u0001\u0000x", null],
    ["binary", "OggS\u0000x", "text/plain"],
    ["text", "The ftyp box comes first", "text/plain"],
    ["text", "GIF89a is a format", "text/markdown"],
    ["text", "RIFFing on WEBP, and wOFF too", null],
    ["markdown", "ID3 tags <p>hello</p>", "text/html"],
    ["text", "a,b\n1,2", "text/csv"],
    ["text", "# T\n\n<b>x</b>", "text/markdown"],
    ["text", "hello", "application/octet-stream"],
    ["binary", "%PDF-1.7 x", "text/html"],
    ["binary", "%PDF-1.7 x", "application/pdf"],
    ["binary", "\u0001\u0002\u0003", "application/octet-stream"],
    ["binary", "ID3\u0003\u0000\u0000 x", "text/plain"],
    ["binary", "GIF89a\u0010\u0000\u0010\u0000x", "text/html"],
    ["binary", "\u0000\u0000\u0000 ftypisom", "text/plain"],
    ["binary", "anything", "image/png"],
  ])("%s: %j as %s", (kind, body, contentType) => expect(convert(body, {}, contentType).kind).toBe(kind));

  test("text stays itself", () => {
    expect(convert("<rss>\r\n  <title>a &amp; b</title>\r\n</rss>", {}, "text/xml").content).toBe(
      "<rss>\n  <title>a &amp; b</title>\n</rss>",
    );
  });

  test("binary content is told by type, size and hash", () => {
    expect(convert("%PDF-1.7", {}, null).content).toMatch(
      /^application\/pdf, 8 bytes, sha-256 [0-9a-f]{64}$/,
    );
    expect(convert("%PDF-1.8", {}, null).content).not.toBe(convert("%PDF-1.7", {}, null).content);
  });

  test("the content type is the server's, else what the bytes look like", () => {
    expect(convert("<p>x", {}, "text/html; charset=utf-8").contentType).toBe("text/html; charset=utf-8");
    expect(convert("<p>x", {}, null).contentType).toBe("text/html");
  });

  test.each([["text/html"], ["application/json"], ["application/pdf"], [null]])(
    "empty as %s",
    (contentType) => {
      expect(() => convert("", {}, contentType)).toThrow(/^The page was empty/);
    },
  );

  test("an error carries the status code", () => {
    try {
      convert("");
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(PageError);
      expect((error as PageError).statusCode).toBe(200);
    }
  });
});

test("equal options have equal fingerprints", () => {
  const of = (change: Partial<typeof defaults>) => optionsFingerprint({ ...defaults, ...change });
  expect(of({ includeTags: ["a", "b"] })).toBe(of({ includeTags: ["b", "a", "a "] }));
  expect(of({ includeTags: ["a"] })).toBe(of({ includeTags: ["a"], onlyMainContent: false }));
  const different = [{}, { onlyMainContent: false }, { excludeTags: ["a"] }, { removeBase64Images: false }];
  expect(new Set(different.map(of)).size).toBe(different.length);
});

test("another version of the converter has other fingerprints", () => {
  const meaning = [true, [], [], true];
  const of = (...parts: unknown[]) => hash("sha256", JSON.stringify(parts)).slice(0, 16);
  expect(optionsFingerprint(defaults)).toBe(of(CONVERTER_VERSION, ...meaning));
  expect(optionsFingerprint(defaults)).not.toBe(of(CONVERTER_VERSION - 1, ...meaning));
});
