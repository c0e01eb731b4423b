import { afterAll, beforeAll, expect, test } from "vitest";
import { type Site, startSite } from "#testing/site.ts";
import { isSendableHeader } from "./index.ts";
import { errorOf, openTestFetch } from "./test-fetch.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

test("the user's headers replace ours, credentials in the URL become Basic authorization", async () => {
  site.page("/head", "x");
  const fetch = openTestFetch();
  const headers = { "user-agent": "Mine", "X-Own": "1" };
  const url = site.url("/head").replace("//", "//me:p%40ss@");
  expect((await fetch(url, { headers })).finalUrl).toBe(site.url("/head"));
  const seen = site.lastRequest("/head")?.headers;
  expect(seen).toMatchObject({
    "user-agent": "Mine",
    "x-own": "1",
    authorization: `Basic ${btoa("me:p@ss")}`,
  });
  await fetch(url, { headers: { authorization: "Bearer own" } });
  expect(site.lastRequest("/head")?.headers.authorization).toBe("Bearer own");
});

test.each([
  ["X-A", "a\r\nX-B: b"],
  ["X-A", "a\nb"],
  ["X-A", "a\0"],
  ["X-A\r\nX-B", "b"],
  ["X A", "b"],
  ["", "b"],
  ["X-A", "snow ☃"],
  ["Host", "evil.example"],
  ["connection", "close"],
  ["Content-Length", "0"],
  ["Transfer-Encoding", "chunked"],
  ["Upgrade", "h2c"],
  ["Expect", "100-continue"],
  ["TE", "trailers"],
  ["Keep-Alive", "1"],
  ["Proxy-Connection", "close"],
])("the header %j: %j is refused with a sentence", async (name, value) => {
  expect(isSendableHeader(name, value)).toBe(false);
  const error = await errorOf(openTestFetch()(site.url("/head"), { headers: { [name]: value } }));
  expect([error.kind, error.message]).toEqual(["bad-request", expect.stringContaining("cannot be sent")]);
});

test("ordinary headers are sendable", () => {
  for (const [name, value] of [
    ["Cookie", "a=1; b=2"],
    ["X-Api-Key", ""],
    ["Accept-Language", "de;q=0.9\t*"],
    ["X", "é"],
  ]) {
    expect(isSendableHeader(name ?? "", value ?? "")).toBe(true);
  }
});
