import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { env } from "#lib/env.ts";
import type { KnownAnswer } from "#lib/page/index.ts";
import { PageError } from "#lib/page-error.ts";
import type { ScrapeOptions } from "#lib/target/model.ts";
import { type Site, startSite } from "#testing/site.ts";
import { createPageFetcher } from "./fetch-page.ts";

const fetcher = createPageFetcher({ ...env(), TIDEMARK_ALLOW_PRIVATE_NETWORK: true });
let site: Site;
beforeAll(async () => {
  site = await startSite();
});
beforeEach(() => site.forget());
afterAll(async () => {
  await site.close();
  await fetcher.close();
});

const fetchPage = (path: string, options: ScrapeOptions = {}, known: KnownAnswer | null = null) =>
  fetcher.fetchPage(
    { url: site.url(path), known, baselines: new Map(), harmful: null },
    options,
    new AbortController().signal,
  );
const errorOf = async (path: string, options?: ScrapeOptions, known?: KnownAnswer | null) => {
  const error = await fetchPage(path, options, known).catch((thrown: unknown) => thrown);
  if (error instanceof PageError) return error;
  throw new Error(`expected a PageError, got ${JSON.stringify(error)}`);
};

const body = "<main>A page</main>";

test.each([
  [204, "", /^The server answered 204 No Content: .* no page to show\. /],
  [205, "", /^The server answered 205 Reset Content: .* sends no page\. /],
  [205, body, /^The server answered 205 Reset Content: /],
  [206, body, /^The server answered 206 Partial Content: it sent only a part of the page/],
  [226, body, /^The server answered 226 IM Used: it sent only what differs/],
  [304, "", /^The server answered 304 Not Modified: .* as it was/],
  [305, body, /^The server answered 305 Use Proxy: /],
  [306, "", /^The server answered 306: /],
  [399, "", /^The server answered 399: it leads elsewhere/],
  [200, "", /^The page was empty: the server answered 200 OK, and sent nothing with it\. /],
  [201, "", /^The page was empty: the server answered 201 Created, which means .* made something new/],
  [202, "", /^The page was empty: the server answered 202 Accepted, which means .* has no page yet/],
  [203, "", /^The page was empty: the server answered 203 Non-Authoritative Information, which means/],
  [300, "", /^The page was empty: the server answered 300 Multiple Choices, which means .* several pages/],
])("%i with %j is an error that names it and says what it means", async (status, sent, words) => {
  site.page("/page", { status, body: sent });
  const error = await errorOf("/page");
  expect([error.message, error.statusCode]).toEqual([expect.stringMatching(words), status]);
  expect(error.message).toMatch(/\.$/);
  expect(error.message).not.toMatch(/script|undefined/);
});

test.each([200, 201, 202, 203, 299, 300])("%i with a page is a page", async (status) => {
  site.page("/page", { status, body });
  expect(await fetchPage("/page")).toMatchObject({ kind: "content", facts: { statusCode: status } });
});

test("a part is a page to whoever asks for one, and only where that is asked", async () => {
  site.page("/part", { status: 206, body, headers: { "content-range": "bytes 0-18/99" } });
  expect(await fetchPage("/part", { headers: { Range: "bytes=0-18" } })).toMatchObject({ kind: "content" });
  const other = await startSite();
  other.page("/far", { status: 206, body });
  site.page("/away", { redirectTo: other.url("/far") });
  expect((await errorOf("/away", { headers: { range: "bytes=0-18" } })).statusCode).toBe(206);
  await other.close();
});

test("a part that has the very bytes of the page is a part all the same", async () => {
  site.page("/whole", body);
  const whole = await fetchPage("/whole");
  site.page("/whole", { status: 206, body });
  expect((await errorOf("/whole", {}, whole.kind === "content" ? whole.validators : null)).statusCode).toBe(
    206,
  );
});

test("a 304 counts only as the answer to our own question", async () => {
  site.page("/kept", { body, etag: '"v1"' });
  const first = await fetchPage("/kept");
  if (first.kind !== "content") throw new Error("expected content");
  expect(await fetchPage("/kept", {}, first.validators)).toMatchObject({ kind: "unchanged" });
  // Of a page that has moved since: what stood elsewhere is not what stands there.
  site.page("/moved", { redirectTo: "/other" });
  site.page("/other", { status: 304 });
  expect((await errorOf("/moved", {}, first.validators)).statusCode).toBe(304);
});

test("a 304 to headers of the user's says which to remove, and never vouches for the baseline", async () => {
  site.page("/theirs", { body, etag: '"v1"' });
  const headers = { "If-None-Match": '"v1"' };
  const error = await errorOf("/theirs", { headers });
  expect(error.message).toContain("Remove If-None-Match and If-Modified-Since");
  site.page("/theirs", body);
  const first = await fetchPage("/theirs", { headers });
  if (first.kind !== "content") throw new Error("expected content");
  site.page("/theirs", { body: "<main>Another page</main>", etag: '"v1"' });
  const known = { ...first.validators, etag: '"v1"', bodyHash: createHash("sha256").update(body).digest() };
  expect((await errorOf("/theirs", { headers }, known)).statusCode).toBe(304);
});
