import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Site, startSite } from "#testing/site.ts";
import { HostLimits, retryAfterMs } from "./host-limits.ts";
import { errorOf, openTestFetch } from "./test-fetch.ts";
import { NOBODY } from "./turns.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
beforeEach(() => site.forget());
afterAll(() => site.close());

test("a host sees no more requests at once than its limit, over redirects too, and sees that many", async () => {
  site.page("/from", { redirectTo: "/page", delayMs: 2 });
  site.page("/page", { body: "x", delayMs: 2 });
  const fetch = openTestFetch({ hostConcurrency: 3 });
  await Promise.all(Array.from({ length: 30 }, (_, at) => fetch(site.url(at % 2 ? "/page" : "/from"))));
  expect([site.maxRunning, site.hits("/page")]).toEqual([3, 30]);
});

test("one host does not hold up another", async () => {
  const other = await startSite();
  other.page("/", "free");
  site.page("/silent", { hang: true });
  const fetch = openTestFetch({ hostConcurrency: 1 });
  const stop = new AbortController();
  const held = [1, 2].map(() => errorOf(fetch(site.url("/silent"), { signal: stop.signal })));
  expect((await fetch(other.url("/"))).body.toString()).toBe("free");
  stop.abort();
  for (const error of held) expect((await error).kind).toBe("aborted");
  expect(site.hits("/silent")).toBe(1);
  await other.close();
});

test("all hosts together see no more requests at once than the process's limit", async () => {
  const others = await Promise.all([startSite(), startSite(), startSite()]);
  let running = 0;
  let most = 0;
  const urls = others.flatMap((other) => {
    other.page("/", async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 2));
      running--;
      return "x";
    });
    return Array.from({ length: 10 }, () => other.url("/"));
  });
  const fetch = openTestFetch({ concurrency: 2, hostConcurrency: 4 });
  await Promise.all(urls.map((url) => fetch(url)));
  expect(most).toBe(2);
  await Promise.all(others.map((other) => other.close()));
});

test("requests begin in the order they came, with the delay between them", async () => {
  const limits = new HostLimits({ concurrency: 4, delayMs: 30 });
  const starts: [number, number][] = [];
  const begin = async (n: number) => {
    const turn = limits.enter("a:80", NOBODY);
    if (turn) await turn;
    starts.push([n, performance.now()]);
  };
  await Promise.all([1, 2, 3, 4].map(begin));
  expect(starts.map(([n]) => n)).toEqual([1, 2, 3, 4]);
  expect((starts[3]?.[1] ?? 0) - (starts[0]?.[1] ?? 0)).toBeGreaterThan(88);
  limits.close();
});

test("waiting for a turn is not counted as the fetch's own time", async () => {
  site.page("/slow", { body: "x", delayMs: 100 });
  const fetch = openTestFetch({ hostConcurrency: 1 });
  const all = await Promise.all(
    Array.from({ length: 8 }, () => fetch(site.url("/slow"), { timeoutMs: 600 })),
  );
  for (const { durationMs } of all) expect(durationMs).toBeLessThan(600);
});

test.each([429, 503])("after %s with Retry-After the host is left alone for so long", async (status) => {
  site.page("/busy", ({ hit }) => (hit === 1 ? { status, headers: { "retry-after": "1" } } : "open again"));
  const fetch = openTestFetch();
  const began = performance.now();
  expect((await fetch(site.url("/busy"))).statusCode).toBe(status);
  const next = await fetch(site.url("/busy"), { timeoutMs: 500 });
  expect([next.statusCode, performance.now() - began > 990]).toEqual([200, true]);
});

test("Retry-After is read as seconds or as a date, and bounded", () => {
  expect(retryAfterMs("2")).toBe(2000);
  expect(retryAfterMs("86400")).toBe(30_000);
  const soon = retryAfterMs(new Date(Date.now() + 5000).toUTCString());
  expect(soon).toBeGreaterThan(3000);
  expect(soon).toBeLessThanOrEqual(5000);
  for (const none of [undefined, "", "-5", "soon", "Wed, 21 Oct 2015 07:28:00 GMT"])
    expect(retryAfterMs(none)).toBe(0);
});

test("idle hosts are forgotten, whichever way their requests ended", async () => {
  const limits = new HostLimits({ concurrency: 1, delayMs: 0 });
  for (let at = 0; at < 1000; at++) {
    limits.enter(`host-${at}:80`, NOBODY);
    limits.leave(`host-${at}:80`, NOBODY);
  }
  limits.enter("a:80", NOBODY);
  const stop = new AbortController();
  const waiting = limits.enter("a:80", NOBODY, stop.signal);
  stop.abort();
  await expect(waiting).rejects.toMatchObject({ kind: "aborted" });
  await expect(limits.enter("a:80", NOBODY, stop.signal)).rejects.toMatchObject({ kind: "aborted" });
  limits.leave("a:80", NOBODY);
  expect(limits.size).toBe(0);
  limits.enter("b:80", NOBODY);
  limits.pause("b:80", 20);
  limits.leave("b:80", NOBODY);
  expect(limits.size).toBe(1);
  await expect.poll(() => limits.size, { interval: 5 }).toBe(0);
});
