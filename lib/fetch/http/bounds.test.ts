import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Site, startSite } from "#testing/site.ts";
import { createSafeFetch } from "./index.ts";
import { errorOf, openTestFetch } from "./test-fetch.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
beforeEach(() => site.forget());
afterAll(() => site.close());

test("a body of the limit is read, one byte more is not", async () => {
  const fetch = openTestFetch();
  for (const trickle of [undefined, { bytes: 400, everyMs: 0 }]) {
    site.page("/fits", { body: "x".repeat(1000), trickle });
    expect((await fetch(site.url("/fits"), { maxBytes: 1000 })).body.length).toBe(1000);
    site.page("/more", { body: "x".repeat(1001), trickle });
    const error = await errorOf(fetch(site.url("/more"), { maxBytes: 1000 }));
    expect([error.kind, error.statusCode]).toEqual(["too-large", 200]);
    expect(error.message).toContain("larger than 1000 bytes");
  }
});

test("an endless body ends at the limit, and its connection is broken, not drained", async () => {
  site.page("/endless", { body: Buffer.alloc(8 * 1024 * 1024), trickle: { bytes: 64 * 1024, everyMs: 1 } });
  const error = await errorOf(openTestFetch()(site.url("/endless"), { maxBytes: 300_000 }));
  expect(error.kind).toBe("too-large");
  await site.until(() => site.sockets.size === 0);
});

test("a Content-Length over the limit is refused before the body", async () => {
  site.page("/claims", { body: "x", claimLength: 21 * 1024 * 1024 });
  const error = await errorOf(openTestFetch()(site.url("/claims"), { maxBytes: 99 * 1024 * 1024 }));
  expect(error.message).toBe("The answer is larger than 20 MB, the most that is read. Watch a smaller page.");
  const head = await openTestFetch()(site.url("/claims"), { method: "HEAD", maxBytes: 10 });
  expect([head.statusCode, head.body.length]).toEqual([200, 0]);
});

test("headers over 64 KB are refused", async () => {
  site.page("/headers", { headers: { "x-long": "x".repeat(70_000) } });
  const error = await errorOf(openTestFetch()(site.url("/headers")));
  expect([error.kind, error.message.includes("larger than 64 KB")]).toEqual(["too-large", true]);
});

test("time runs out before an answer, within one, and over a chain of redirects", async () => {
  const fetch = openTestFetch();
  site.page("/silent", { hang: true });
  const silent = await errorOf(fetch(site.url("/silent"), { timeoutMs: 60 }));
  expect([silent.kind, silent.statusCode]).toEqual(["timeout", null]);
  expect(silent.message).toContain("did not answer within 0.06 s");
  site.page("/slow", { body: "x".repeat(1000), trickle: { bytes: 1, everyMs: 5 } });
  const slow = await errorOf(fetch(site.url("/slow"), { timeoutMs: 100 }));
  expect([slow.kind, slow.statusCode]).toEqual(["timeout", 200]);
  site.page("/chain", ({ query }) => ({ delayMs: 60, redirectTo: `/chain?n=${Number(query.get("n")) + 1}` }));
  expect((await errorOf(fetch(site.url("/chain"), { timeoutMs: 150 }))).kind).toBe("timeout");
  expect(site.hits("/chain")).toBeLessThan(4);
  await site.until(() => site.running === 0);
});

test("an abort ends a fetch, and one that was already given begins none", async () => {
  const fetch = openTestFetch();
  site.page("/silent", { hang: true });
  const stop = new AbortController();
  const fetching = errorOf(fetch(site.url("/silent"), { signal: stop.signal }));
  await site.until(() => site.hits("/silent") === 1);
  stop.abort();
  expect((await fetching).kind).toBe("aborted");
  await site.until(() => site.sockets.size === 0);
  expect((await errorOf(fetch(site.url("/silent"), { signal: stop.signal }))).kind).toBe("aborted");
  expect(site.hits("/silent")).toBe(1);
});

test("closing ends what is under way, what waits, and what comes later", async () => {
  const safe = createSafeFetch({
    allowPrivateNetwork: true,
    hostConcurrency: 1,
    hostDelayMs: 0,
    userAgent: "t",
  });
  site.page("/silent", { hang: true });
  const ask = () => errorOf(safe.fetch({ url: site.url("/silent"), timeoutMs: 5000, maxBytes: 1000 }));
  const errors = [ask(), ask()];
  await site.until(() => site.hits("/silent") === 1);
  await safe.close();
  for (const error of [...errors, ask()]) expect((await error).kind).toBe("aborted");
});

test("a dropped connection is named; before an answer a GET is tried once more, a POST is not", async () => {
  const fetch = openTestFetch();
  site.page("/drop", { drop: "at-once" });
  const error = await errorOf(fetch(site.url("/drop")));
  expect([error.kind, error.statusCode, site.hits("/drop")]).toEqual(["dropped", null, 2]);
  await errorOf(fetch(site.url("/drop"), { method: "POST", body: "once" }));
  expect(site.hits("/drop")).toBe(3);
  site.page("/midway", { body: "x".repeat(1000), claimLength: 1000, drop: "midway" });
  const midway = await errorOf(fetch(site.url("/midway")));
  expect([midway.kind, midway.statusCode, site.hits("/midway")]).toEqual(["dropped", 200, 1]);
  expect(midway.message).toContain("in the middle of its answer");
});

test("a million small pieces weigh what they carry", async () => {
  const { BodyBuffer } = await import("./body-buffer.ts");
  const body = new BodyBuffer(1_000_000);
  const piece = Buffer.from("ab");
  for (let at = 0; at < 500_000; at++) body.add(piece);
  expect(body.add(piece)).toBe(false);
  expect(body.take().equals(Buffer.from("ab".repeat(500_000)))).toBe(true);
});
