import { brotliCompressSync, gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Coding, type Site, startSite } from "#testing/site.ts";
import { errorOf, openTestFetch } from "./test-fetch.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

const all: Coding[] = ["gzip", "br", "zstd", "deflate", "deflate-raw"];
const words = "Some words that repeat. ".repeat(4000);

test.each([...all.map((coding) => [coding]), ["gzip", "br"], ["deflate", "zstd", "gzip"]] as Coding[][])(
  "%s %s %s is decoded",
  async (...encode) => {
    site.page("/coded", { body: words, encode: encode.filter(Boolean) });
    const response = await openTestFetch()(site.url("/coded"));
    expect(response.body.toString()).toBe(words);
    expect(response.wireBytes).toBeLessThan(5000);
  },
);

test("bodies beyond what is decoded on the spot are decoded too", async () => {
  const noise = Buffer.from(crypto.getRandomValues(new Uint8Array(60_000)))
    .toString("hex")
    .repeat(20);
  for (const coding of all) {
    site.page("/large", { body: noise, encode: [coding] });
    expect((await openTestFetch()(site.url("/large"), { maxBytes: 3_000_000 })).body.toString()).toBe(noise);
  }
});

test.each(all)("a %s bomb stops at the limit", async (coding) => {
  site.page("/bomb", { body: Buffer.alloc(60 * 1024 * 1024), encode: [coding] });
  for (const maxBytes of [100_000, 20 * 1024 * 1024]) {
    const error = await errorOf(openTestFetch()(site.url("/bomb"), { maxBytes }));
    expect([error.kind, error.statusCode]).toEqual(["too-large", 200]);
  }
  expect(process.memoryUsage().arrayBuffers).toBeLessThan(400 * 1024 * 1024);
});

test("a bomb within a bomb stops as well", async () => {
  site.page("/nested", { body: Buffer.alloc(60 * 1024 * 1024), encode: ["gzip", "gzip"] });
  expect((await errorOf(openTestFetch()(site.url("/nested")))).kind).toBe("too-large");
});

test.each(all)("damaged and truncated %s data is an error", async (coding) => {
  const name = coding === "deflate-raw" ? "deflate" : coding;
  site.page("/damaged", { body: "plain text, not compressed at all", headers: { "content-encoding": name } });
  const error = await errorOf(openTestFetch()(site.url("/damaged")));
  expect([error.kind, error.message.includes(`compressed as ${name}, but its data is damaged`)]).toEqual([
    "decode",
    true,
  ]);
  const fetch = openTestFetch();
  site.page("/whole", { body: words, encode: [coding] });
  const raw = Buffer.from(await wireOf(site.url("/whole")));
  site.page("/cut", { body: raw.subarray(0, -12), headers: { "content-encoding": name } });
  expect((await errorOf(fetch(site.url("/cut")))).kind).toBe("decode");
});

test("codings: any case, x-gzip, identity, made-up words, members in a row; unknown ones are an error", async () => {
  const fetch = openTestFetch();
  const body = async (bytes: Buffer, coding: string) => {
    site.page("/odd", { body: bytes, headers: { "content-encoding": coding } });
    return (await fetch(site.url("/odd"))).body.toString();
  };
  expect(await body(gzipSync("a"), "X-GZip")).toBe("a");
  expect(await body(brotliCompressSync("b"), "identity, BR")).toBe("b");
  expect(await body(Buffer.from("c"), "utf-8")).toBe("c");
  expect(await body(Buffer.from(""), "gzip")).toBe("");
  expect(await body(Buffer.concat([gzipSync("d"), gzipSync("e")]), "gzip")).toBe("de");
  expect(await body(Buffer.concat([zstdCompressSync("f"), zstdCompressSync("g")]), "zstd")).toBe("fg");
  expect((await errorOf(body(Buffer.from("h"), "compress"))).message).toContain('compressed as "compress"');
  expect((await errorOf(body(Buffer.from("i"), "gzip,".repeat(6)))).message).toContain("6 times over");
});

/** The bytes as sent: Node's own http does not decode. */
async function wireOf(url: string): Promise<Buffer> {
  const { get } = await import("node:http");
  const { buffer } = await import("node:stream/consumers");
  return new Promise((resolve, reject) =>
    get(url, (response) => resolve(buffer(response))).on("error", reject),
  );
}
