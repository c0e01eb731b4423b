import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Site, startSite } from "#testing/site.ts";
import { errorOf, openTestFetch } from "./test-fetch.ts";

let site: Site;
let other: Site;
beforeAll(async () => {
  [site, other] = await Promise.all([startSite(), startSite()]);
  site.page("/end", ({ method, body }) => `${method} ${body}`);
  other.page("/end", "elsewhere");
});
beforeEach(() => site.forget());
afterAll(() => Promise.all([site.close(), other.close()]));

test("ten redirects are followed, eleven are not", async () => {
  site.redirects("/ten", 10, "/end");
  const response = await openTestFetch()(site.url("/ten"));
  expect([response.finalUrl, response.redirected, response.statusCode]).toEqual([
    site.url("/end"),
    true,
    200,
  ]);
  site.redirects("/eleven", 11, "/end");
  const error = await errorOf(openTestFetch()(site.url("/eleven")));
  expect([error.kind, error.statusCode]).toEqual(["redirects", 302]);
  expect(error.message).toContain("more than 10 times");
});

test("a loop is named by its addresses", async () => {
  site.page("/a", { redirectTo: "/b#x" });
  site.page("/b", { redirectTo: "/a#y" });
  const error = await errorOf(openTestFetch()(site.url("/a")));
  expect(error.message).toContain(`in a circle: ${site.url("/a")} → ${site.url("/b")} → ${site.url("/a")}`);
  expect(site.hits("/a") + site.hits("/b")).toBe(2);
});

test.each([
  [undefined, "does not say where to"],
  ["http://[", "which is not an address"],
  ["ftp://example.com/", "only http and https"],
  ["javascript:alert(1)", "only http and https"],
])("a redirect to %s is an error", async (location, words) => {
  site.page("/bad", { status: 301, headers: location === undefined ? {} : { location } });
  const error = await errorOf(openTestFetch()(site.url("/bad")));
  expect([error.kind, error.statusCode]).toEqual(["redirects", 301]);
  expect(error.message).toContain(words);
});

test("a Location may be relative, unescaped, without scheme, and inherits the fragment", async () => {
  const fetch = openTestFetch();
  site.page("/deep/er/from", { redirectTo: "../to?q=1" });
  site.page("/deep/to", "there");
  expect((await fetch(site.url("/deep/er/from#part"))).finalUrl).toBe(site.url("/deep/to?q=1#part"));
  site.page("/utf8", { redirectTo: Buffer.from("/städte").toString("latin1") });
  site.page("/st%C3%A4dte", "Köln");
  expect((await fetch(site.url("/utf8"))).finalUrl).toBe(site.url("/st%C3%A4dte"));
  site.page("/scheme-less", { redirectTo: `//127.0.0.1:${other.port}/end` });
  expect((await fetch(site.url("/scheme-less"))).body.toString()).toBe("elsewhere");
});

test.each([
  [301, "POST", "GET "],
  [302, "POST", "GET "],
  [303, "PUT", "GET "],
  [307, "POST", "POST data"],
  [308, "PUT", "PUT data"],
  [301, "PUT", "PUT data"],
] as const)("%s turns %s data into %s", async (status, method, seen) => {
  site.page("/form", { status, redirectTo: "/end" });
  const headers = { "Content-Type": "text/plain" };
  expect((await openTestFetch()(site.url("/form"), { method, body: "data", headers })).body.toString()).toBe(
    seen,
  );
  expect(site.lastRequest("/end")?.headers["content-type"]).toBe(
    seen.startsWith("GET") ? undefined : "text/plain",
  );
});

test("secrets stay with the origin they were meant for, on the way back too", async () => {
  const headers = { Authorization: "Bearer 1", Cookie: "a=1", "X-Api-Key": "k", "Accept-Language": "de" };
  site.page("/near", { redirectTo: "/end" });
  site.page("/far", { redirectTo: other.url("/back") });
  other.page("/back", { redirectTo: site.url("/end") });
  const fetch = openTestFetch();
  await fetch(site.url("/near"), { headers });
  expect(site.lastRequest("/end")?.headers).toMatchObject({
    authorization: "Bearer 1",
    cookie: "a=1",
    "x-api-key": "k",
  });
  await fetch(site.url("/far"), { headers });
  for (const seen of [other.lastRequest("/back"), site.lastRequest("/end")]) {
    expect(seen?.headers["accept-language"]).toBe("de");
    for (const name of ["authorization", "cookie", "x-api-key"])
      expect(seen?.headers).not.toHaveProperty(name);
  }
});

test("the body of a redirect is not waited for beyond a little, and redirects can be left alone", async () => {
  const fetch = openTestFetch();
  site.page("/big", { redirectTo: "/end", body: Buffer.alloc(30 * 1024 * 1024) });
  expect((await fetch(site.url("/big"), { maxBytes: 1000 })).body.toString()).toBe("GET ");
  site.page("/left", { redirectTo: "/end", body: "moved" });
  const left = await fetch(site.url("/left"), { followRedirects: false });
  expect([left.statusCode, left.body.toString(), left.redirected]).toEqual([302, "moved", false]);
});
