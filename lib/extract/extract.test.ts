import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { diffText, parsedDiff } from "#lib/page/diff/index.ts";
import { packText, unpackText } from "#lib/page/snapshot.ts";
import { type Converter, createConverter } from "./converter.ts";
import type { Difference, Extracted } from "./task.ts";
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

let converter: Converter;
beforeAll(() => {
  converter = createConverter();
});
afterAll(() => converter.close());

type Changed = Extracted & { isSame: false };
async function changed(...asked: Parameters<Converter["extract"]>): Promise<Changed> {
  const extracted = await converter.extract(...asked);
  if (extracted.isSame) throw new Error("it is the same");
  return extracted;
}

describe("what follows from a text", () => {
  test("is its hash, its size and the text as it is stored", async () => {
    const text = "Café\n日本";
    const found = await changed(page(`<title>T</title>${lines("Café", "日本")}`), options);
    expect(found).toMatchObject({ kind: "markdown", title: "T", contentType: "text/html", difference: null });
    expect(found.hash).toEqual(sha256(text));
    expect(found.size).toBe(Buffer.byteLength(text));
    expect(await unpackText(found.packed)).toBe(text);
    expect(found.packed).toEqual(await packText(text));
  });

  test("is nothing but its description when it is the known one", async () => {
    const known = { hash: sha256("a"), packed: await packText("a") };
    const found = await converter.extract(page("<title>New title</title><p>a"), options, known);
    expect(found).toEqual({ isSame: true, kind: "markdown", title: "New title", contentType: "text/html" });
  });

  test("is no difference where only the hash of the known one was given", async () => {
    const found = await changed(page("<p>b"), options, { hash: sha256("a") });
    expect(found.difference).toBeNull();
  });

  test("is the difference from the known one, whose bytes stay the caller's", async () => {
    const [previous, current] = ["a\nb\nc", "a\nB\nc"];
    const known = { hash: sha256(previous), packed: await packText(previous) };
    const { difference } = await changed(page(lines("a", "B", "c")), options, known);
    const { text, ...told } = diffText(previous, current);
    expect(difference).toMatchObject({ ...told, size: text.length, excerpt: "-b\n+B" });
    expect(await unpackText((difference as Difference).packed)).toBe(text);
    expect(known.hash.length).toBe(32);
    expect(await unpackText(known.packed)).toBe(previous);
  });

  test("a page that is refused is refused here, too", async () => {
    await expect(converter.extract({ ...page("x"), statusCode: 404 }, options)).rejects.toMatchObject({
      name: "PageError",
      statusCode: 404,
    });
  });

  test("two packed texts are compared later as well", async () => {
    const [previous, current] = [await packText("a\nb"), await packText("b\na")];
    const difference = await converter.compare(previous, current);
    expect(difference).toMatchObject({ reordered: true, truncated: false, added: 1, removed: 1 });
    expect(parsedDiff(await unpackText(difference.packed)).files[0]?.chunks).toHaveLength(1);
    expect(previous.length * current.length).toBeGreaterThan(0);
  });

  test("what was never packed is our fault, and costs no thread", async () => {
    const failed = converter.compare(Buffer.from("no zstd"), await packText("a"));
    await expect(failed).rejects.toThrow(/^A converter thread failed: /);
    await expect(failed).rejects.not.toMatchObject({ name: "PageError" });
  });

  test("many pages at once get each its own", async () => {
    const texts = Array.from({ length: 120 }, (_, at) => `page ${at}`);
    const found = await Promise.all(
      texts.map((text, at) =>
        converter.extract(page(`<p>${text}`), options, at % 2 ? { hash: sha256(text) } : null),
      ),
    );
    for (const [at, text] of texts.entries())
      expect(found[at]).toMatchObject(at % 2 ? { isSame: true } : { isSame: false, hash: sha256(text) });
  });
});

describe("a difference", () => {
  const between = async (previous: string[], current: string[]) =>
    converter.compare(await packText(previous.join("\n")), await packText(current.join("\n")));

  test("is the same on pages that differ otherwise", async () => {
    const one = await between(["intro", "Plan A: $19", "end"], ["intro", "Plan A: $29", "end"]);
    const other = await between(["Plan A: $19", "other", "words"], ["Plan A: $29", "other", "words"]);
    const third = await between(["Plan A: $19"], ["Plan A: $39"]);
    expect(one.hash).toEqual(other.hash);
    expect(one.packed).not.toEqual(other.packed);
    expect(one.hash).not.toEqual(third.hash);
  });

  test("has an excerpt of whole lines, as many as fit", async () => {
    const fresh = Array.from({ length: 300 }, (_, at) => `line number ${at} of the page`);
    const { excerpt, added } = await between(["a"], ["a", ...fresh]);
    expect(added).toBe(300);
    expect(excerpt.length).toBeGreaterThan(1_900);
    expect(excerpt.length).toBeLessThanOrEqual(2_000);
    expect(excerpt.split("\n")).toEqual(fresh.slice(0, excerpt.split("\n").length).map((line) => `+${line}`));
  });

  test("has the beginning of a first line that is too long, and never half a character", async () => {
    const { excerpt } = await between(["a"], [`${"x".repeat(1_998)}😀${"y".repeat(99)}`]);
    expect(excerpt.startsWith("-a")).toBe(true);
    const { excerpt: long } = await between([], [`${"x".repeat(1_998)}😀${"y".repeat(99)}`]);
    expect(long.isWellFormed()).toBe(true);
    expect(long.length).toBe(2_000);
  });

  test("counts lines that look like the head of a diff as lines", async () => {
    const { excerpt } = await between(["a", "-- b", "c"], ["a", "++ b", "c"]);
    expect(excerpt).toBe("--- b\n+++ b");
  });
});
