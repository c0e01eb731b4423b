import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { pages } from "#lib/db/schema.ts";
import type { PageFetcher } from "#lib/fetch/index.ts";
import { PageError } from "#lib/page-error.ts";
import { newMonitor, ownSite, runNow, soundLedger, storedContents } from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import { freePort } from "#testing/processes.ts";
import type { SitePage } from "#testing/site.ts";

ownDatabase();
const { site, fetchPage } = ownSite();

let ctx: Ctx;
beforeEach(async () => {
  ctx = await newTeam();
});

const html = (text: string) => `<title>T</title><main><p>${text}</p></main>`;

const wall =
  "<title>Just a moment...</title><script src='/cdn-cgi/challenge-platform/h/b/orchestrate'></script>";
const kinds: [string, SitePage, RegExp, number | null][] = [
  ["404", { status: 404, body: html("Not here") }, /404/, 404],
  ["500", { status: 500, body: html("Oops") }, /500/, 500],
  ["429", { status: 429 }, /429/, 429],
  ["204", { status: 204 }, /204 No Content.*no page to show/, 204],
  ["205", { status: 205 }, /205 Reset Content/, 205],
  [
    "a part nobody asked for",
    { status: 206, body: html("B"), headers: { "content-range": "bytes 0-9/99" } },
    /206 Partial Content.*sent only a part/,
    206,
  ],
  ["a 304 nobody asked for", { status: 304 }, /304 Not Modified/, 304],
  ["a redirect loop", { redirectTo: "/page" }, /redirect/i, null],
  ["a redirect to nowhere", { redirectTo: "/gone-for-good" }, /404/, 404],
  ["a redirect to another scheme", { redirectTo: "file:///etc/passwd" }, /./, null],
  ["a time-out", { hang: true }, /(time|in time|too long|seconds|ms)/i, null],
  ["a dropped connection", { drop: "at-once" }, /connection/i, null],
  ["half a body", { body: html("half".repeat(50)), drop: "midway", claimLength: 999 }, /./, null],
  ["an empty page", { body: "" }, /The page was empty/, 200],
  [
    "a page without text",
    { body: "<html><body><main><div></div></main></body></html>" },
    /The page was empty/,
    200,
  ],
  [
    "a bot wall",
    { status: 403, body: wall, headers: { "cf-mitigated": "challenge", server: "cloudflare" } },
    /Cloudflare|bot/i,
    403,
  ],
  [
    "a bot wall with status 200",
    { body: wall, headers: { "cf-mitigated": "challenge" } },
    /Cloudflare|bot/i,
    200,
  ],
  [
    "bytes that are not the coding they claim",
    { body: "plain", headers: { "content-encoding": "gzip" } },
    /./,
    null,
  ],
];

test.each(kinds)(
  "%s is an error that keeps the baseline and costs nothing",
  async (_, page, sentence, code) => {
    site().page("/page", html("A"));
    const monitor = await newMonitor(ctx, [], {
      targets: [{ type: "scrape", urls: [site().url("/page")], scrapeOptions: { timeout: 1000 } }],
    });
    const run = () => runNow(ctx, monitor.id, fetchPage);
    const first = await run();
    site().page("/page", page);
    const bad = await run();
    expect(bad).toMatchObject({
      status: "partial",
      errorPages: 1,
      actualCredits: 0,
      billingStatus: "confirmed",
      error: null,
    });
    const [wrong] = bad.pages;
    expect(wrong).toMatchObject({
      status: "error",
      currentScrapeId: null,
      previousScrapeId: first.pages[0]?.id,
      diff: null,
      credits: { total: 0 },
    });
    expect(wrong?.error).toMatch(sentence);
    expect(wrong?.error).toMatch(/^\S.+ .+\.$/s);
    if (code !== null) expect(wrong?.statusCode).toBe(code);
    expect((await storedContents(monitor.id)).count).toBe(1);
    // The next good fetch is compared with the last good one.
    site().page("/page", html("A"));
    expect((await run()).pages[0]).toMatchObject({ status: "same", previousScrapeId: first.pages[0]?.id });
    site().page("/page", page);
    await run();
    site().page("/page", html("B"));
    const [changed] = (await run()).pages;
    expect(changed).toMatchObject({ status: "changed", previousScrapeId: first.pages[0]?.id });
    expect(changed?.diff?.text).toMatch(/-A[\s\S]*\+B/);
  },
);

test("a host that does not resolve, and a port nobody listens on, are errors; the other pages go on", async () => {
  site().page("/fine", html("fine"));
  const urls = ["http://no-such-host.invalid/", `http://127.0.0.1:${await freePort()}/`, site().url("/fine")];
  const monitor = await newMonitor(ctx, urls);
  const check = await runNow(ctx, monitor.id, fetchPage);
  expect(check).toMatchObject({ status: "partial", errorPages: 2, newPages: 1, actualCredits: 1 });
  for (const page of check.pages.filter(({ status }) => status === "error")) {
    expect(page.error).toMatch(/^\S.+ .+\.$/s);
  }
});

test("a first sight that fails is an error, and the next good one is new", async () => {
  site().page("/late", { status: 503 });
  const monitor = await newMonitor(ctx, [site().url("/late")]);
  expect((await runNow(ctx, monitor.id, fetchPage)).pages[0]?.status).toBe("error");
  site().page("/late", html("late"));
  expect((await runNow(ctx, monitor.id, fetchPage)).pages[0]?.status).toBe("new");
});

test("a page on which our own code fails is an error with a sentence, and the check goes on", async () => {
  const paths = ["/ok/1", "/strange", "/ok/2"];
  for (const path of paths) site().page(path, html(path));
  const monitor = await newMonitor(
    ctx,
    paths.map((path) => site().url(path)),
  );
  const strange: PageFetcher = (page, options, signal) => {
    if (page.url.endsWith("/strange")) throw new TypeError("Cannot read properties of undefined");
    return fetchPage(page, options, signal);
  };
  const check = await runNow(ctx, monitor.id, strange);
  expect(check).toMatchObject({ status: "partial", newPages: 2, errorPages: 1, actualCredits: 2 });
  const bad = check.pages.find(({ status }) => status === "error");
  expect(bad?.error).toMatch(/could not process this page/);
  expect(bad?.error).not.toContain("undefined");
  expect(await soundLedger(ctx.teamId)).toMatchObject({ reserved: 0, charged: 2 });
});

test("what no database can keep, in titles and contents, spoils neither the page nor its check", async () => {
  site().page("/odd", {
    headers: { "content-type": "text/html; charset=utf-8" },
    body: Buffer.from(
      "<title>A\0B&#0;C&#xD800;D</title><main><p>Text\0 with&#0; odd &#xDFFF; parts</p></main>",
    ),
  });
  site().page("/plain", "<main>Plain</main>");
  const monitor = await newMonitor(ctx, [site().url("/odd"), site().url("/plain")]);
  const check = await runNow(ctx, monitor.id, fetchPage);
  expect(check.pages.map((page) => page.status)).toEqual(["new", "new"]);
  expect((await runNow(ctx, monitor.id, fetchPage)).samePages).toBe(2);
});

test("how often a body ended the thread that converted it is remembered with the page, for that body", async () => {
  site().page("/harmful", html("harmful"));
  const monitor = await newMonitor(ctx, [site().url("/harmful")]);
  const harmed =
    (body: string): PageFetcher =>
    async () => {
      const bodyHash = createHash("sha256").update(body).digest();
      throw new PageError("Too much.", 200, { endedThread: true, bodyHash });
    };
  const remembered = async () => {
    const [page] = await db().select().from(pages).where(eq(pages.monitorId, monitor.id));
    return page?.harmfulCount;
  };
  for (const [body, count] of [
    ["one", 1],
    ["one", 2],
    ["two", 1],
  ] as const) {
    expect(await runNow(ctx, monitor.id, harmed(body))).toMatchObject({ errorPages: 1 });
    expect(await remembered()).toBe(count);
  }
  expect(await runNow(ctx, monitor.id, fetchPage)).toMatchObject({ newPages: 1 });
});
