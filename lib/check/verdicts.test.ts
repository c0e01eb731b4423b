import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { pages } from "#lib/db/schema.ts";
import {
  newMonitor,
  ownSite,
  type RanCheck,
  readPages,
  runNow,
  soundLedger,
  storedContents,
} from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import type { SitePage } from "#testing/site.ts";
import { updateMonitor } from "./index.ts";

ownDatabase();
const { site, fetchPage } = ownSite();

let ctx: Ctx;
beforeEach(async () => {
  ctx = await newTeam();
});

const html = (...lines: string[]) =>
  `<!doctype html><title>T</title><main>${lines.map((line) => `<p>${line}</p>`).join("")}</main>`;

const verdicts = ({ pages }: RanCheck) => pages.map((page) => page.status);

/** A monitor of paths, and a way to run it. */
async function watching(paths: string[], fields: Record<string, unknown> = {}) {
  const monitor = await newMonitor(
    ctx,
    paths.map((path) => site().url(path)),
    fields,
  );
  return { monitor, run: () => runNow(ctx, monitor.id, fetchPage) };
}

test("pages of equal content keep a title each, and a new title without new content is seen", async () => {
  const titled = (title: string) => `<title>${title}</title><main>Coming soon</main>`;
  site().page("/soon/1", titled("One"));
  site().page("/soon/2", titled("Two"));
  const { monitor, run } = await watching(["/soon/1", "/soon/2"]);
  const titles = ({ pages }: RanCheck) => pages.map(({ metadata }) => metadata.title).sort();
  const first = await run();
  expect(titles(first)).toEqual(["One", "Two"]);
  expect((await storedContents(monitor.id)).count).toBe(1);
  site().page("/soon/2", titled("Deux"));
  const second = await run();
  expect(second).toMatchObject({ samePages: 2 });
  expect(titles(second)).toEqual(["Deux", "One"]);
  expect(titles({ ...first, pages: await readPages(ctx, first.id) })).toEqual(["One", "Two"]);
});

test("a page is new at first sight, and what was seen is told", async () => {
  site().page("/first", html("Hello", "World"));
  const { monitor, run } = await watching(["/first"]);
  const check = await run();
  expect(check).toMatchObject({
    status: "completed",
    trigger: "manual",
    newPages: 1,
    samePages: 0,
    expectedPages: 1,
    error: null,
    billingStatus: "confirmed",
    actualCredits: 1,
    reservedCredits: 1,
  });
  expect(check.startedAt).not.toBeNull();
  expect(check.finishedAt).not.toBeNull();
  const [page] = check.pages;
  expect(page).toMatchObject({
    url: site().url("/first"),
    targetId: monitor.targets[0]?.id,
    status: "new",
    statusCode: 200,
    error: null,
    previousScrapeId: null,
    currentScrapeId: page?.id,
    diff: null,
    credits: { base: 1, formats: 0, judge: 0, total: 1 },
    metadata: { title: "T", creditsUsed: 1 },
  });
  expect(check.targetResults).toEqual([
    {
      targetId: monitor.targets[0]?.id,
      type: "scrape",
      expectedJobs: [page?.id],
      summary: { totalPages: 1, same: 0, changed: 0, new: 1, removed: 0, error: 0 },
      credits: { base: 1, formats: 0, judge: 0, search: 0, total: 1 },
    },
  ]);
});

const etag = '"v1"';
const lastModified = "Wed, 21 Oct 2015 07:28:00 GMT";
test.each<[string, SitePage, SitePage]>([
  ["304 by ETag", { body: html("A"), etag }, { body: html("other"), etag }],
  ["304 by date", { body: html("A"), lastModified }, { body: html("other"), lastModified }],
  ["identical bytes", { body: html("A") }, { body: html("A") }],
  ["other bytes, same words", { body: html("A") }, { body: html("  A ").replace("<p>", "<p class=x>") }],
])("an unchanged page is the same: %s", async (_, before, after) => {
  site().page("/same", before);
  const { monitor, run } = await watching(["/same"]);
  const first = await run();
  const stored = await storedContents(monitor.id);
  site().page("/same", after);
  for (const _again of [1, 2]) {
    const check = await run();
    expect(check).toMatchObject({ status: "completed", samePages: 1, newPages: 0, actualCredits: 0 });
    expect(check.pages[0]).toMatchObject({
      status: "same",
      statusCode: 200,
      diff: null,
      previousScrapeId: first.pages[0]?.id,
      metadata: { title: "T" },
    });
  }
  expect(await storedContents(monitor.id)).toEqual(stored);
});

test("the same bytes behind a redirect that leads elsewhere now have other links, and are read anew", async () => {
  const linked = html('<a href="plans">Plans</a>');
  for (const path of ["/a/page", "/b/page"]) site().page(path, linked);
  site().page("/moving", { redirectTo: "/a/page" });
  const { run } = await watching(["/moving"]);
  await run();
  expect(verdicts(await run())).toEqual(["same"]);
  site().page("/moving", { redirectTo: "/b/page" });
  const moved = await run();
  expect(verdicts(moved)).toEqual(["changed"]);
  expect(moved.pages[0]?.diff?.text).toContain("/b/plans");
  expect(verdicts(await run())).toEqual(["same"]);
});

test("what was learned from other bytes with the same words is used next time", async () => {
  site().page("/learn", { body: html("A"), etag: '"1"' });
  const { run } = await watching(["/learn"]);
  await run();
  site().page("/learn", { body: `${html("A")}<!-- later -->`, etag: '"2"' });
  await run();
  expect(verdicts(await run())).toEqual(["same"]);
  expect(site().lastRequest("/learn")?.headers["if-none-match"]).toBe('"2"');
});

test("a changed page has a diff, as text and parsed, against the content before", async () => {
  site().page("/price", html("Plan", "$19", "a month"));
  const { run } = await watching(["/price"]);
  const first = await run();
  site().page("/price", html("Plan", "$91", "a month"));
  const second = await run();
  const [page] = second.pages;
  expect(second).toMatchObject({ status: "completed", changedPages: 1, actualCredits: 1 });
  expect(page).toMatchObject({ status: "changed", previousScrapeId: first.pages[0]?.id });
  expect(page?.diff?.text).toContain("--- previous\n+++ current\n");
  expect(page?.diff?.text).toContain("-$19");
  expect(page?.diff?.text).toContain("+$91");
  expect(page?.diff?.json).toMatchObject({ files: [{ additions: 1, deletions: 1 }] });
  const third = await run();
  expect(third.pages[0]).toMatchObject({ status: "same", previousScrapeId: page?.id });
});

test("lines that only moved are a change, labelled so", async () => {
  site().page("/list", html("one", "two", "three", "four"));
  const { run } = await watching(["/list"]);
  await run();
  site().page("/list", html("two", "three", "four", "one"));
  const [page] = (await run()).pages;
  expect(page).toMatchObject({ status: "changed", metadata: { reordered: true } });
});

test("A → B → A is two changes and two contents; then A is the baseline again", async () => {
  site().page("/aba", html("A"));
  const { monitor, run } = await watching(["/aba"]);
  await run();
  site().page("/aba", html("B"));
  expect(verdicts(await run())).toEqual(["changed"]);
  site().page("/aba", html("A"));
  const back = await run();
  expect(back.pages[0]?.diff?.text).toMatch(/-B[\s\S]*\+A/);
  expect((await storedContents(monitor.id)).count).toBe(2);
  expect(verdicts(await run())).toEqual(["same"]);
});

test("two URLs with the same content share it, and change apart", async () => {
  site().page("/twin/1", html("twin"));
  site().page("/twin/2", html("twin"));
  const { monitor, run } = await watching(["/twin/1", "/twin/2"]);
  expect(verdicts(await run())).toEqual(["new", "new"]);
  expect((await storedContents(monitor.id)).count).toBe(1);
  site().page("/twin/2", html("grown up"));
  const second = await run();
  expect(Object.fromEntries(second.pages.map((page) => [page.url, page.status]))).toEqual({
    [site().url("/twin/1")]: "same",
    [site().url("/twin/2")]: "changed",
  });
  expect((await storedContents(monitor.id)).count).toBe(2);
});

test("a URL named twice in a target is one page and one credit; in two targets it is two", async () => {
  site().page("/dup", html("dup"));
  const url = site().url("/dup");
  const monitor = await newMonitor(ctx, [], {
    targets: [
      { type: "scrape", urls: [url, url, url.replace("http://", "HTTP://")] },
      { type: "scrape", urls: [url] },
    ],
  });
  const check = await runNow(ctx, monitor.id, fetchPage);
  expect(check).toMatchObject({ newPages: 2, estimatedCredits: 2, actualCredits: 2 });
  expect(new Set(check.pages.map((page) => page.targetId)).size).toBe(2);
});

test("other scrape options ask for the whole page again, and compare what they make of it", async () => {
  site().page("/options", { body: html("A").replace("<main>", "<nav>Menu</nav><main>"), etag, lastModified });
  const { monitor, run } = await watching(["/options"]);
  await run();
  const [target] = monitor.targets;
  const targets = [{ ...target, scrapeOptions: { onlyMainContent: false } }] as (typeof monitor)["targets"];
  await updateMonitor(ctx, monitor.id, { targets });
  const [page] = (await run()).pages;
  const sent = site().lastRequest("/options")?.headers;
  expect([sent?.["if-none-match"], sent?.["if-modified-since"]]).toEqual([undefined, undefined]);
  expect(page?.status).toBe("changed");
  expect(page?.diff?.text).toContain("+Menu");
  expect(verdicts(await run())).toEqual(["same"]);
  expect(site().lastRequest("/options")?.headers["if-none-match"]).toBe(etag);
});

test("other request headers ask for the whole page again: an old date says nothing about another language", async () => {
  site().page("/language", ({ headers }) => ({
    body: html(headers["accept-language"] === "de" ? "Hallo" : "Hello"),
    lastModified,
  }));
  const { monitor, run } = await watching(["/language"]);
  await run();
  const [target] = monitor.targets;
  const scrapeOptions = { headers: { "Accept-Language": "de" } };
  await updateMonitor(ctx, monitor.id, {
    targets: [{ ...target, scrapeOptions }] as (typeof monitor)["targets"],
  });
  expect(verdicts(await run())).toEqual(["changed"]);
  expect(verdicts(await run())).toEqual(["same"]);
  expect(site().lastRequest("/language")?.headers["if-modified-since"]).toBe(lastModified);
});

test("a thousand pages are each recorded once, and the ledger is sound", async () => {
  const paths = Array.from({ length: 1000 }, (_, index) => `/many/${index}`);
  for (const path of paths) site().page(path, html(`Page ${path}`));
  const { monitor, run } = await watching(paths);
  const check = await run();
  expect(check).toMatchObject({
    status: "completed",
    newPages: 1000,
    expectedPages: 1000,
    actualCredits: 1000,
  });
  expect(new Set(check.pages.map((page) => page.url)).size).toBe(1000);
  const again = await run();
  expect(again).toMatchObject({ samePages: 1000, actualCredits: 0 });
  const tracked = await db().select().from(pages).where(eq(pages.monitorId, monitor.id));
  expect(tracked).toHaveLength(1000);
  expect(await soundLedger(ctx.teamId)).toMatchObject({ reserved: 0, charged: 1000 });
});
