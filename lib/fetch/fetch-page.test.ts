import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { env } from "#lib/env.ts";
import { PageError } from "#lib/page-error.ts";
import { type Site, startSite } from "#testing/site.ts";
import { createPageFetcher } from "./fetch-page.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest();

const fetcher = createPageFetcher({ ...env(), TIDEMARK_ALLOW_PRIVATE_NETWORK: true });
let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(async () => {
  await site.close();
  await fetcher.close();
});

const fetchPage = (path: string, options = {}) =>
  fetcher.fetchPage(
    { url: site.url(path), known: null, baselines: new Map(), harmful: null },
    options,
    new AbortController().signal,
  );

test("a part of a protected page is judged by the whole page", async () => {
  const article = "<p>Long and honest text about the product.</p>".repeat(100);
  const script = '<script src="/_Incapsula_Resource?SWJIYLWA=719d"></script>';
  site.page("/plans", `<main>${article}<span class="price">$19</span></main>${script}`);
  expect(await fetchPage("/plans", { includeTags: [".price"] })).toMatchObject({
    surfaces: [{ name: "text", content: { hash: sha256("$19"), size: 3 } }],
  });
});

test("a challenge is named whatever part is wanted of it", async () => {
  site.page("/wall", { status: 202, body: "<title>Client Challenge</title><p>Please wait" });
  for (const includeTags of [[], ["p"], [".price"]]) {
    await expect(fetchPage("/wall", { includeTags })).rejects.toThrow(
      /^The site showed a bot check \(Fastly\)/,
    );
  }
});

test("a refusal of a file store is an ordinary 403", async () => {
  const body = "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>";
  site.page("/private", { status: 403, body, headers: { "content-type": "application/xml" } });
  const refused = await fetchPage("/private").catch((error) => error);
  expect(refused).toBeInstanceOf(PageError);
  expect(refused.message).not.toContain("bot check");
  expect(refused).toMatchObject({ statusCode: 403 });
});

test("no more pages are in hand than the worker's limit, those that wait to be converted included", async () => {
  const limits = { TIDEMARK_ALLOW_PRIVATE_NETWORK: true, TIDEMARK_WORKER_CONCURRENCY: 3 };
  const narrow = createPageFetcher({ ...env(), ...limits, TIDEMARK_HOST_CONCURRENCY: 100 });
  let inHand = 0;
  let most = 0;
  // Converting takes them far longer than fetching.
  const slow = `<p>${"a <b>word</b> ".repeat(40_000)}`;
  const paths = Array.from({ length: 12 }, (_, at) => (at % 4 === 1 ? `/missing/${at}` : `/slow/${at}`));
  for (const path of paths) {
    const answer = path.startsWith("/slow") ? slow : { status: 404 };
    site.page(path, () => {
      most = Math.max(most, ++inHand);
      return answer;
    });
  }
  const { signal } = new AbortController();
  const fetched = paths.map((path) =>
    narrow
      .fetchPage({ url: site.url(path), known: null, baselines: new Map(), harmful: null }, {}, signal)
      .finally(() => {
        inHand -= 1;
      }),
  );
  const outcomes = await Promise.allSettled(fetched);
  expect(outcomes.map(({ status }) => status === "fulfilled")).toEqual(
    paths.map((path) => path.startsWith("/slow")),
  );
  expect(most).toBe(3);
  await narrow.close();
});

test("a body whose conversion ended a thread twice is not converted again until it is another", async () => {
  const body = "<main>Too much for a thread</main>";
  site.page("/harmful", body);
  const page = { url: site.url("/harmful"), known: null, baselines: new Map() };
  const fetch = (harmful: { bodyHash: Buffer; count: number }) =>
    fetcher.fetchPage({ ...page, harmful }, {}, new AbortController().signal);
  await expect(fetch({ bodyHash: sha256(body), count: 2 })).rejects.toThrow(
    /tried again when the page changes/,
  );
  expect(await fetch({ bodyHash: sha256(body), count: 1 })).toMatchObject({ kind: "content" });
  expect(await fetch({ bodyHash: sha256("what it was"), count: 2 })).toMatchObject({ kind: "content" });
});
