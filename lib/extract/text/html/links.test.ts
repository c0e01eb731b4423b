import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { textOf } from "../test-page.ts";
import { isPlainAddress } from "./link-target.ts";

const link = (href: string) => textOf(`<p><a href="${href}">x</a></p>`);
const PAGE = "https://site.example/docs/page";

describe("a link leads where the URL standard says", () => {
  test.each([
    ["/x", "\n /x "],
    ["/a%20b", "/a b"],
    ["/caf%C3%A9", "/café"],
    ["/caf%C3%A9", "/caf&eacute;"],
    ["http://e.com/b", "HTTP://E.COM:80/a/../b"],
    ["http://e.com", "http://e.com/"],
    ["http://e.com", "http://e.com:80"],
    ["https://e.com/?a", "https://e.com?a"],
    ["//h.example/x", "\\\\h.example\\x"],
    ["/a/c", "/a/./b/../c"],
    ["/a/c", "/a/%2e/c"],
    ["http://xn--mnchen-3ya.de/", "http://münchen.de/"],
    ["https://site.example/docs/x", "x"],
    ["https://site.example/x", "../x"],
    ["https://site.example/x", "../../../x"],
    ["https://site.example/docs/x", "./x"],
    [`${PAGE}?q=1`, "?q=1"],
    [`${PAGE}#a`, "#a"],
    [PAGE, ""],
    ["/x?a=1&b=2", "/x?a=1&amp;b=2"],
    ["/x?a=1&copy=2", "/x?a=1&amp;copy=2"],
    ["mailto:a@b.c", " mailto:a@b.c "],
    ["mailto:a@b.c", "&#109;&#x61;ilto:a&#64;b.c"],
    ["/a\tb", "/ab"],
    ["http://1.2.3.4/", "http://0x1020304/"],
    ["http://[nonsense", " http://[nonsense\n"],
  ])("%s is %s", (one, other) => {
    expect(link(other)).toBe(link(one));
    expect(link(other)).not.toMatch(/\n/);
    expect(textOf(`<a class=y href='${other}'>x</a>`, { includeTags: ["a"] })).toBe(link(one));
  });

  test.each([
    ["/x", "/X"],
    ["/a%2fb", "/a/b"],
    ["/x", "/x/"],
    ["/x?a=1&b=2", "/x?b=2&a=1"],
    ["http://e.com/", "https://e.com/"],
    ["#a", "#b"],
    ["", "#"],
  ])("%s is not %s", (one, other) => expect(link(other)).not.toBe(link(one)));

  test("an area of an image is a link with its words", () => {
    const area = (href: string) => textOf(`<p>x</p><map><area href="${href}" alt="North  wing"></map>`);
    expect(area("/a b")).toBe("x\n[North wing](https://site.example/a%20b)");
    expect(area("/a%20b")).toBe(area("/a b"));
    expect(textOf("<p>x</p><map><area href=/x></map>")).toBe("x");
  });

  test("what is taken for plain is what a URL makes of it", () => {
    const character = fc.constantFrom(..."abAZ09/._-~?#=&%+,;:@!*$ \\\"'<>{}|^`é\n");
    const start = fc.constantFrom(
      "",
      "/",
      "//",
      "../",
      "./",
      "#",
      "?",
      "http://",
      "https://e.com",
      "https://e.com/",
      "x:",
      "a/",
    );
    fc.assert(
      fc.property(start, fc.array(character, { maxLength: 12 }), (begin, rest) => {
        const written = begin + rest.join("");
        const quoted = `"${written.replaceAll('"', "")}"`;
        const value = quoted.slice(1, -1);
        if (!isPlainAddress(quoted, 0, quoted.length)) return;
        const target = URL.parse(value, PAGE)?.href;
        expect(link(value), value).toBe(
          target === undefined ? undefined : textOf(`<a href="${target}">x</a>`),
        );
        if (!value.startsWith(".")) expect(target?.endsWith(value), value).toBe(true);
      }),
      { numRuns: 20_000 },
    );
  });

  test("any link is written as its URL", () => {
    const character = fc.constantFrom(..."abAZ09/._-~?#=%+,;:@!*$ \\");
    const start = fc.constantFrom(
      "",
      "/",
      "//",
      "../",
      "../../",
      "./",
      "#",
      "?",
      "http://",
      "HTTPS://E.com",
      "a/",
    );
    fc.assert(
      fc.property(start, fc.array(character, { maxLength: 10 }), (begin, rest) => {
        const written = begin + rest.join("");
        const target = URL.parse(written, PAGE)?.href;
        if (target !== undefined) expect(link(written), written).toBe(link(target));
      }),
      { numRuns: 5_000 },
    );
  });
});

describe("what an intermediary scrambled is unscrambled", () => {
  const scrambled = (text: string, key: number) =>
    Buffer.from([key, ...[...Buffer.from(text)].map((byte) => byte ^ key)]).toString("hex");
  const page = (mail: string, key: number) =>
    `<p>Write to <a href="/cdn-cgi/l/email-protection#${scrambled(mail, key)}"><span class="__cf_email__" data-cfemail="${scrambled(mail, key + 1)}">[email&#160;protected]</span></a>.</p>`;
  const word = (mail: string, key: number) =>
    `<p>Write to <a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="${scrambled(mail, key)}">[email&#160;protected]</a>.</p>`;

  test("a mail address is the same at any key, and as its author wrote it", () => {
    const text = "Write to [info@site.example](mailto:info@site.example).";
    for (const key of [1, 0x5a, 0xfe]) expect(textOf(page("info@site.example", key))).toBe(text);
    expect(textOf('<p>Write to <a href="mailto:info@site.example">info@site.example</a>.</p>')).toBe(text);
    for (const key of [1, 0x5a, 0xfe])
      expect(textOf(word("info@site.example", key))).toBe("Write to info@site.example.");
  });

  test("another address is a change, in the link and in the words", () => {
    expect(textOf(page("a@b.c", 7))).not.toBe(textOf(page("x@b.c", 7)));
    expect(textOf(word("a@b.c", 7))).not.toBe(textOf(word("x@b.c", 9)));
  });

  test("also with a subject, on another host, and beyond ASCII", () => {
    const href = (key: number) =>
      `https://www.site.example/cdn-cgi/l/email-protection#${scrambled("a@b.c?subject=Grüße", key)}`;
    expect(link(href(1))).toBe(link("mailto:a@b.c?subject=Grüße"));
    expect(link(href(200))).toBe(link(href(1)));
    expect(textOf(word("müller@b.c", 3))).toBe("Write to müller@b.c.");
  });

  test("what is no such thing stays", () => {
    expect(link("/cdn-cgi/l/email-protection#zz")).toContain("email-protection#zz");
    expect(textOf("<p data-cfemail=zz>words</p>")).toBe("words");
    expect(textOf("<p data-cf-beacon=12>words</p>")).toBe("words");
  });

  test("letters written as numbers, anew at each answer, are the same address", () => {
    const one = "&#105;nf&#111;&#64;site&#46;example";
    const other = "in&#x66;o&#x40;s&#105;te.ex&#97;mple";
    const mail = (text: string) => textOf(`<a href="&#109;ailto:${text}">${text}</a>`);
    expect(mail(one)).toBe(mail(other));
  });
});
