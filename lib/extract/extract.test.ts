import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsedDiff } from "#lib/page/diff/index.ts";
import { packText, unpackText } from "#lib/page/snapshot.ts";
import { type Converter, createConverter } from "./converter.ts";
import type { ExtractedText } from "./task.ts";
import type { ConvertOptions } from "./text/index.ts";

const options: ConvertOptions = {
  onlyMainContent: true,
  includeTags: [],
  excludeTags: [],
  removeBase64Images: true,
};
const page = (body: string, contentType = "text/html") => ({
  statusCode: 200,
  headers: { "content-type": contentType },
  finalUrl: "http://site.test/page",
  body: Buffer.from(body),
});
const lines = (...all: string[]) => all.map((line) => `<p>${line}</p>`).join("");
const sha256 = (text: string) => createHash("sha256").update(text).digest();
const known = (text: string) => ({ hash: sha256(text).toString("hex"), source: null });

let converter: Converter;
beforeAll(() => {
  converter = createConverter();
});
afterAll(() => converter.close());

type Changed = ExtractedText & { isSame: false };
async function changed(...asked: Parameters<Converter["extract"]>): Promise<Changed> {
  const extracted = await converter.extract(...asked);
  if (extracted.isSame) throw new Error("it is the same");
  return extracted;
}

describe("what follows from a text", () => {
  test("is its hash, its size and the text as it is stored", async () => {
    const text = "Café\n日本";
    const found = await changed(page(`<title>T</title>${lines("Café", "日本")}`), options);
    expect(found).toMatchObject({ kind: "markdown", title: "T", contentType: "text/html" });
    expect(found.hash).toEqual(sha256(text));
    expect(found.size).toBe(Buffer.byteLength(text));
    expect(await unpackText(found.packed)).toBe(text);
    expect(found.packed).toEqual(await packText(text));
  });

  test("is nothing but its description when it is the known one", async () => {
    const found = await converter.extract(page("<title>New title</title><p>a"), options, known("a"));
    expect(found).toEqual({ isSame: true, kind: "markdown", title: "New title", contentType: "text/html" });
  });

  test("a page that is refused is refused here, too", async () => {
    await expect(converter.extract({ ...page("x"), statusCode: 404 }, options)).rejects.toMatchObject({
      name: "PageError",
      statusCode: 404,
    });
  });

  test("two packed texts are compared later as well", async () => {
    const [previous, current] = [await packText("a\nb"), await packText("b\na")];
    const difference = await converter.compare("text", previous, current);
    expect(difference).toMatchObject({
      reordered: true,
      truncated: false,
      change: { kind: "changed", linesAdded: 1, linesRemoved: 1 },
    });
    expect(parsedDiff(await unpackText(difference.packed)).files[0]?.chunks).toHaveLength(1);
    expect(previous.length * current.length).toBeGreaterThan(0);
  });

  test("what was never packed is our fault, and costs no thread", async () => {
    const failed = converter.compare("text", Buffer.from("no zstd"), await packText("a"));
    await expect(failed).rejects.toThrow(/^A converter thread failed: /);
    await expect(failed).rejects.not.toMatchObject({ name: "PageError" });
  });

  test("many pages at once get each its own", async () => {
    const texts = Array.from({ length: 120 }, (_, at) => `page ${at}`);
    const found = await Promise.all(
      texts.map((text, at) => converter.extract(page(`<p>${text}`), options, at % 2 ? known(text) : null)),
    );
    for (const [at, text] of texts.entries())
      expect(found[at]).toMatchObject(at % 2 ? { isSame: true } : { isSame: false, hash: sha256(text) });
  });
});

describe("a long text is known by what it was made of", () => {
  const long = lines(...Array.from({ length: 200 }, (_, at) => `Paragraph ${at} says this.`));
  /** Who has another hash in hand sees whether the text was made at all: if it was, it is not the same. */
  const knownBy = (source: string | undefined) => ({ hash: "of another text", source: source ?? null });
  const sourceOf = async (html: string) => (await changed(page(html), options)).source;

  test.each([
    ["a comment", `<!-- served at noon -->${long}`],
    ["a script", `<script nonce="x1">track("x1")</script>${long}`],
    ["a style", `<style>p { color: red }</style>${long}`],
    ["the page's navigation", `<nav><a href="/2">Two</a></nav>${long}`, `<nav>One</nav>${long}`],
    ["what is hidden", `<div hidden>token 81</div>${long}`, `<div hidden>token 80</div>${long}`],
    ["its title", `<title>Another title</title>${long}`],
  ])("%s is no part of that", async (_, html, before = long) => {
    const source = await sourceOf(before);
    expect(source).toMatch(/^[\da-f]{64}$/);
    const found = await converter.extract(page(html), options, knownBy(source));
    expect(found).toMatchObject({ isSame: true, source });
  });

  test("the title is read all the same", async () => {
    const found = await converter.extract(
      page(`<title>New</title>${long}`),
      options,
      knownBy(await sourceOf(long)),
    );
    expect(found).toMatchObject({ isSame: true, title: "New" });
  });

  test.each([
    ["a word", long.replace("Paragraph 7 says", "Paragraph 7 said")],
    ["the order", long.replace(/^(<p>.*?<\/p>)(<p>.*?<\/p>)/, "$2$1")],
    ["where links lead from", `<base href="/elsewhere/">${long}`],
    ["emphasis", long.replace("Paragraph 7", "<b>Paragraph 7</b>")],
  ])("%s is", async (_, html) => {
    const found = await converter.extract(page(html), options, knownBy(await sourceOf(long)));
    expect(found.isSame).toBe(false);
  });

  test("the same words from elsewhere, whose links lead elsewhere, are others", async () => {
    const source = await sourceOf(long);
    const moved = { ...page(long), finalUrl: "http://site.test/moved/page" };
    expect((await converter.extract(moved, options, knownBy(source))).isSame).toBe(false);
  });

  test("what an option leaves out is no part of it either", async () => {
    const without = { ...options, excludeTags: [".advert"] };
    const withAdvert = (words: string) => page(`<div class="advert">${words}</div>${long}`);
    const { source } = await changed(withAdvert("Buy"), without);
    expect((await converter.extract(withAdvert("Buy more"), without, knownBy(source))).isSame).toBe(true);
    expect((await converter.extract(withAdvert("Buy more"), options, knownBy(source))).isSame).toBe(false);
  });

  test("a wall that its headers tell is refused whatever it is made of", async () => {
    const source = await sourceOf(long);
    const wall = { ...page(long), headers: { "content-type": "text/html", "cf-mitigated": "challenge" } };
    await expect(converter.extract(wall, options, knownBy(source))).rejects.toThrow(/bot check/);
  });

  test("a short one is not: whether it is a wall is looked up in the page", async () => {
    expect(await sourceOf(lines("Short"))).toBeUndefined();
    expect((await changed(page("plain words", "text/plain"), options)).source).toBeUndefined();
  });
});

describe("a difference", () => {
  const between = async (previous: string[], current: string[], surface = "text") =>
    (
      await converter.compare(
        surface,
        await packText(previous.join("\n")),
        await packText(current.join("\n")),
      )
    ).change;

  test("is the same on pages that differ otherwise, and another on another surface", async () => {
    const one = await between(["intro", "Plan A: $19", "end"], ["intro", "Plan A: $29", "end"]);
    const other = await between(["Plan A: $19", "other", "words"], ["Plan A: $29", "other", "words"]);
    const third = await between(["Plan A: $19"], ["Plan A: $39"]);
    const links = await between(["Plan A: $19"], ["Plan A: $29"], "links");
    expect(one.differenceHash).toEqual(other.differenceHash);
    expect(one.groupHash).toEqual(other.groupHash);
    expect(one.differenceHash).not.toEqual(third.differenceHash);
    expect(one.differenceHash).not.toEqual(links.differenceHash);
  });

  test("has an excerpt: its first words, as they were and as they are", async () => {
    expect(
      (await between(["a", "The plan costs $19 a month"], ["a", "The plan costs $29 a month"])).excerpt,
    ).toEqual({
      lead: "The plan costs",
      before: "$19",
      after: "$29",
      changes: 1,
    });
    expect((await between(["a"], ["a", "", "fresh"])).excerpt).toEqual({
      lead: "",
      before: "",
      after: "fresh",
      changes: 1,
    });
    expect((await between(["a", "stale"], ["a"])).excerpt).toEqual({
      lead: "",
      before: "stale",
      after: "",
      changes: 1,
    });
  });

  test("has the beginning of words that are too long", async () => {
    const { excerpt } = await between(["a"], ["a", "x".repeat(5_000)]);
    expect(excerpt?.after).toMatch(/^x{80}…$/);
  });

  test("counts lines that look like the head of a diff as lines", async () => {
    expect((await between(["a", "-- b", "c"], ["a", "++ b", "c"])).excerpt).toMatchObject({
      before: "--",
      after: "++",
    });
  });
});
