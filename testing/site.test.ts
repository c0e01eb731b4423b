import { afterAll, beforeAll, expect, test } from "vitest";
import { type Site, startSite } from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

test("a page answers what it is told, and changes when told", async () => {
  site.page("/a", "one");
  expect(await (await fetch(site.url("/a?x=1"))).text()).toBe("one");
  site.page("/a", { status: 503, body: "two", headers: { "content-type": "text/plain" } });
  const second = await fetch(site.url("/a"), { headers: { "x-who": "me" } });
  expect([second.status, second.headers.get("content-type"), await second.text()]).toEqual([
    503,
    "text/plain",
    "two",
  ]);
  expect(site.hits("/a")).toBe(2);
  expect(site.lastRequest("/a")?.headers["x-who"]).toBe("me");
  site.page("/a", ({ hit, method, body }) => `${method} ${hit} ${body}`);
  expect(await (await fetch(site.url("/a"), { method: "POST", body: "three" })).text()).toBe("POST 3 three");
  expect((await fetch(site.url("/never-set"))).status).toBe(404);
});

test.each(["gzip", "br", "zstd", "deflate"] as const)("a page can be sent as %s", async (coding) => {
  site.page("/coded", { body: "words ".repeat(50), encode: [coding] });
  const response = await fetch(site.url("/coded"));
  expect(response.headers.get("content-encoding")).toBe(coding);
  expect(await response.text()).toBe("words ".repeat(50));
});

test("a validator carried back is answered 304", async () => {
  const lastModified = "Wed, 21 Oct 2015 07:28:00 GMT";
  site.page("/same", { body: "same", etag: '"1"', lastModified });
  const status = async (headers: HeadersInit) => (await fetch(site.url("/same"), { headers })).status;
  expect(await status({ "if-none-match": '"1"' })).toBe(304);
  expect(await status({ "if-none-match": '"2"', "if-modified-since": lastModified })).toBe(200);
  expect(await status({ "if-modified-since": lastModified })).toBe(304);
});

test("redirects lead on, drops break, lies and trickles are told", async () => {
  site.redirects("/r", 3, "/end");
  site.page("/end", { body: "0123456789", trickle: { bytes: 4, everyMs: 1 } });
  const response = await fetch(site.url("/r"));
  expect([response.url, await response.text()]).toEqual([site.url("/end"), "0123456789"]);
  expect([site.hits("/r"), site.hits("/r/1"), site.hits("/r/2")]).toEqual([1, 1, 1]);
  site.page("/drop", { drop: "at-once" });
  await expect(fetch(site.url("/drop"))).rejects.toThrow();
  for (const drop of ["after-head", "midway"] as const) {
    site.page("/drop", { body: "0123456789", drop, claimLength: 10 });
    const begun = await fetch(site.url("/drop"));
    await expect(begun.text()).rejects.toThrow();
  }
});

test("requests at the same time are counted, and closing ends open ones", async () => {
  site.forget();
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  site.page("/gate", () => gate.then(() => "through"));
  const three = [1, 2, 3].map(() => fetch(site.url("/gate")));
  await site.until(() => site.hits("/gate") === 3);
  open();
  await Promise.all(three);
  expect(site.maxRunning).toBe(3);
  const other = await startSite({ tls: true });
  expect(other.url("/")).toMatch(/^https:/);
  await other.close();
});
