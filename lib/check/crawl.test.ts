import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { newMonitor, ownSite, type RanCheck, runNow, soundLedger } from "#testing/checks.ts";
import { CrawlSite } from "#testing/crawl-site.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";

ownDatabase();
const { site, fetchPage } = ownSite();

let ctx: Ctx;
let folder = 0;
let at = "";
beforeEach(async () => {
  ctx = await newTeam();
  at = `/site${++folder}`;
  site().page("/robots.txt", { status: 404 });
  site().page("/sitemap.xml", { status: 404 });
});

const crawl = (crawlOptions: object = {}, url = site().url(`${at}/`)) =>
  newMonitor(ctx, [], { targets: [{ type: "crawl", url, crawlOptions: { limit: 500, ...crawlOptions } }] });
const page = (path: string, text: string, links: string[] = [], head = "") =>
  site().page(
    at + path,
    `<head>${head}</head><nav>${links.map((to) => `<a href="${to}">x</a>`).join("")}</nav><main>${text}</main>`,
  );
const told = ({ pages }: RanCheck) =>
  Object.fromEntries(
    pages.map(({ url, status }) => [new URL(url).pathname.slice(at.length) + new URL(url).search, status]),
  );
const run = async (monitor: { id: string }) => runNow(ctx, monitor.id, fetchPage);
const target = (check: RanCheck) => check.targetResults?.[0];

describe("verdicts", () => {
  test("new, same, changed, and removed once; new when it comes back", async () => {
    const own = new CrawlSite(site(), at, 30, 5);
    const monitor = await crawl();
    const first = await run(monitor);
    expect(first).toMatchObject({
      status: "completed",
      newPages: 30,
      actualCredits: 30,
      reservedCredits: 500,
    });
    expect(target(first)).toMatchObject({
      type: "crawl",
      crawlId: first.id,
      notReached: { count: 0, reasons: {} },
    });
    own.say(3, "Something else");
    own.say(30, "One more");
    own.remove(29);
    const second = await run(monitor);
    expect(second).toMatchObject({
      samePages: 28,
      changedPages: 1,
      newPages: 1,
      removedPages: 1,
      errorPages: 0,
    });
    expect(told(second)).toMatchObject({ "/3": "changed", "/30": "new", "/29": "removed" });
    expect(await run(monitor)).toMatchObject({
      status: "completed",
      samePages: 30,
      removedPages: 0,
      actualCredits: 0,
    });
    own.say(29, "Page 29 is back");
    const last = await run(monitor);
    expect(told(last)).toMatchObject({ "/29": "new" });
    expect(last).toMatchObject({ samePages: 30, newPages: 1 });
    expect(await soundLedger(ctx.teamId)).toMatchObject({ reserved: 0, charged: 30 + 2 + 1 });
  });

  test("one that is still linked and gone is an error that says who links it; one that fails is an error", async () => {
    page("/", "Start", [`${at}/a`, `${at}/b`]);
    page("/a", "A");
    page("/b", "B");
    const monitor = await crawl();
    await run(monitor);
    site().page(`${at}/a`, { status: 404, body: "gone" });
    site().page(`${at}/b`, { status: 500, body: "broken" });
    const check = await run(monitor);
    expect(told(check)).toEqual({ "/": "same", "/a": "error", "/b": "error" });
    expect(check.pages.find(({ url }) => url.endsWith("/a"))?.error).toContain(
      `linked from ${site().url(`${at}/`)}`,
    );
    expect(check.status).toBe("partial");
  });

  test("what stands behind a page that fails is neither gone nor forgotten", async () => {
    page("/", "Start", [`${at}/list`]);
    page("/list", "List", [`${at}/item`]);
    page("/item", "Item");
    const monitor = await crawl();
    await run(monitor);
    site().page(`${at}/list`, { status: 503, body: "later" });
    expect(told(await run(monitor))).toEqual({ "/": "same", "/list": "error", "/item": "same" });
  });

  test("a page that sends the same bytes, or answers 304, still leads on", async () => {
    for (const [path, link] of [
      ["/", `${at}/a`],
      ["/a", `${at}/b`],
      ["/b", ""],
    ] as const)
      site().page(at + path, {
        etag: `"${path}"`,
        body: `<nav>${link && `<a href="${link}">x</a>`}</nav><main>${path} text</main>`,
      });
    const monitor = await crawl();
    expect(await run(monitor)).toMatchObject({ newPages: 3 });
    expect(await run(monitor)).toMatchObject({ samePages: 3, removedPages: 0 });
  });

  test("what the limit leaves out is not reached, and not gone", async () => {
    const own = new CrawlSite(site(), at, 20, 20);
    const monitor = await crawl();
    await run(monitor);
    await db().execute(
      sql`update monitors set targets = replace(targets::text, '"limit":500', '"limit":5')::json where id = ${monitor.id}`,
    );
    own.remove(19);
    const check = await run(monitor);
    expect(check).toMatchObject({ status: "completed", samePages: 5, removedPages: 0 });
    expect(target(check)).toMatchObject({ notReached: { count: 15, reasons: { limit: 15 } } });
    expect(target(check)?.warnings?.[0]).toMatch(/^The limit of 5 pages was reached/);
  });

  test("what robots.txt forbids by now is not reached, and not gone", async () => {
    page("/", "Start", [`${at}/a`, `${at}/b`]);
    page("/a", "A");
    page("/b", "B");
    const monitor = await crawl();
    await run(monitor);
    site().page("/robots.txt", `User-agent: *\nDisallow: ${at}/b`);
    const check = await run(monitor);
    expect(told(check)).toEqual({ "/": "same", "/a": "same" });
    expect(target(check)).toMatchObject({ notReached: { count: 1, reasons: { robots: 1 } } });
  });
});

describe("discovery", () => {
  test("by sitemaps of robots.txt, an index and gzip aside, cyclic ones too", async () => {
    page("/", "Start");
    for (const name of ["a", "b"]) page(`/${name}`, name);
    site().page("/robots.txt", `Sitemap: ${site().url(`${at}/index.xml`)}`);
    const xml = (inner: string) => ({ headers: { "content-type": "application/xml" }, body: inner });
    const loc = (kind: string, path: string) => `<${kind}><loc>${site().url(at + path)}</loc></${kind}>`;
    site().page(
      `${at}/index.xml`,
      xml(`<sitemapindex>${loc("sitemap", "/index.xml")}${loc("sitemap", "/1.xml")}</sitemapindex>`),
    );
    site().page(`${at}/1.xml`, {
      ...xml(`<urlset>${loc("url", "/a")}${loc("url", "/b")}</urlset>`),
      encode: [],
    });
    expect(told(await run(await crawl()))).toEqual({ "/": "new", "/a": "new", "/b": "new" });
    expect(told(await run(await crawl({ sitemap: "skip" })))).toEqual({ "/": "new" });
  });

  test("depths, patterns and what is above the start", async () => {
    page("/", "Start", [
      `${at}/a`,
      `${at}/x/y/z`,
      `${at}/private/p`,
      "/elsewhere",
      "https://other.example/",
      "mailto:a@b.example",
    ]);
    page("/a", "A", [`${at}/b`]);
    page("/b", "B", [`${at}/c`]);
    page("/c", "C");
    page("/x/y/z", "Z");
    page("/private/p", "P");
    expect(told(await run(await crawl({ maxDepth: 1, excludePaths: ["/private/"] })))).toEqual({
      "/": "new",
      "/a": "new",
      "/b": "new",
      "/c": "new",
    });
    expect(Object.keys(told(await run(await crawl({ maxDiscoveryDepth: 1 }))))).toEqual(
      expect.arrayContaining(["/", "/a", "/x/y/z", "/private/p"]),
    );
    expect(told(await run(await crawl({ includePaths: ["/a$"] })))).toEqual({ "/": "new", "/a": "new" });
  });

  test("redirects and canonical addresses do not make two pages of one", async () => {
    page("/", "Start", [`${at}/old`, `${at}/new`, `${at}/print`, `${at}/new/`, `${at}/new?utm_source=x#y`]);
    site().page(`${at}/old`, { redirectTo: `${at}/new` });
    page("/new", "New");
    page("/print", "New", [], `<link rel="canonical" href="${at}/new">`);
    const monitor = await crawl();
    expect(told(await run(monitor))).toEqual({ "/": "new", "/new": "new" });
    expect(told(await run(monitor))).toEqual({ "/": "same", "/new": "same" });
  });

  test("a redirect out of the site is an error of its page; a start that leads away, of the target", async () => {
    page("/", "Start", [`${at}/out`]);
    site().page(`${at}/out`, { redirectTo: `http://localhost:${site().port}/x` });
    site().page("/x", "<main>Elsewhere</main>");
    const check = await run(await crawl());
    expect(told(check)).toEqual({ "/": "new", "/out": "error" });
    expect(check.pages.find(({ status }) => status === "error")?.error).toContain(
      "not of the site that is watched",
    );
    const moved = await run(await crawl({}, site().url(`${at}/out`)));
    expect(target(moved)?.error).toContain("Watch that one instead");
  });

  test("pages that ask not to be followed are not", async () => {
    page("/", "Start", [`${at}/a`]);
    page("/a", "A", [`${at}/b`], '<meta name="robots" content="nofollow">');
    page("/b", "B");
    expect(told(await run(await crawl()))).toEqual({ "/": "new", "/a": "new" });
  });
});

describe("failure", () => {
  test("a site that is down is one sentence", async () => {
    new CrawlSite(site(), at, 20, 20);
    const monitor = await crawl();
    await run(monitor);
    site().page(`${at}/`, { status: 503, body: "down" });
    const check = await run(monitor);
    expect(check).toMatchObject({ status: "partial", errorPages: 1, samePages: 0, removedPages: 0 });
    expect(target(check)).toMatchObject({ notReached: { count: 19, reasons: { "site down": 19 } } });
    expect(target(check)?.error).toContain("503");
  });

  test("robots.txt that forbids the start, or cannot be had, ends the target with a sentence", async () => {
    page("/", "Start");
    site().page("/robots.txt", "User-agent: *\nDisallow: /");
    const check = await run(await crawl());
    expect(check).toMatchObject({ newPages: 0, actualCredits: 0, status: "partial" });
    expect(target(check)?.error).toContain("does not allow");
    site().page("/robots.txt", { status: 503 });
    expect(target(await run(await crawl()))?.error).toContain("answers 503");
  });

  test("one answer to everything becomes no baseline", async () => {
    const own = new CrawlSite(site(), at, 30, 30);
    const monitor = await crawl();
    await run(monitor);
    for (let number = 1; number < 30; number++)
      site().page(own.path(number), "<main>We are improving our service for you.</main>");
    const check = await run(monitor);
    expect(check.changedPages).toBe(0);
    expect(check.removedPages).toBe(0);
    expect(target(check)?.error).toContain("same page at every address");
    for (let number = 1; number < 30; number++) own.say(number, `Page ${number} of ${at}`);
    expect(await run(monitor)).toMatchObject({ samePages: 30, changedPages: 0 });
  });

  test("a calendar without end is braked, and its pattern named", async () => {
    page("/", "Start", [`${at}/day?d=1`]);
    site().page(`${at}/day`, ({ query }) => {
      const day = Number(query.get("d"));
      return `<nav><a href="?d=${day + 1}">next</a></nav><main>Day ${day}</main>`;
    });
    const check = await run(await crawl());
    expect(check.newPages).toBeLessThan(110);
    expect(target(check)?.warnings?.[0]).toContain("/day?d=…");
  }, 30_000);

  test("an unusable pattern is refused, by its name", async () => {
    await expect(crawl({ includePaths: ["(?=a)"] })).rejects.toThrow(
      'targets.0.crawlOptions.includePaths.0: "(?=a)"',
    );
  });
});

describe("bad input", () => {
  test("10,000 links on a page, links of 100 KB and links that are none end at the limit", async () => {
    const many = Array.from({ length: 10_000 }, (_, number) => `${at}/n${number}`);
    page("/", "Start", [...many, `${at}/${"x".repeat(100_000)}`, "javascript:void(0)", "http://[bad"]);
    for (let number = 0; number < 30; number++) page(`/n${number}`, `Page ${number}`);
    const check = await run(await crawl({ limit: 20 }));
    expect(check).toMatchObject({ status: "completed", newPages: 20, actualCredits: 20 });
    expect(target(check)?.warnings?.[0]).toContain("9,981 more were found");
  }, 30_000);

  test("a robots.txt of ten megabytes is read as far as half of one", async () => {
    page("/", "Start", [`${at}/a`, `${at}/b`]);
    page("/a", "A");
    page("/b", "B");
    const filler = "Disallow: /something-else-that-is-long\n".repeat(260_000);
    site().page("/robots.txt", `User-agent: *\nDisallow: ${at}/a\n${filler}Disallow: ${at}/b\n`);
    expect(told(await run(await crawl()))).toEqual({ "/": "new", "/b": "new" });
  }, 30_000);

  test("a site that loses pages while it is crawled tells them as errors", async () => {
    page("/", "Start", [`${at}/a`, `${at}/b`]);
    site().page(`${at}/a`, () => {
      site().page(`${at}/b`, { status: 410, body: "gone" });
      return "<main>A</main>";
    });
    page("/b", "B");
    const check = await run(await crawl({ maxConcurrency: 1 }));
    expect(told(check)).toEqual({ "/": "new", "/a": "new", "/b": "error" });
  });
});

test("pages that share a menu, each in another order, do not wait for each other", async () => {
  const menu = Array.from({ length: 120 }, (_, number) => `${at}/m${number}`);
  const turned = (by: number) => [...menu.slice(by), ...menu.slice(0, by)];
  page("/", "Start", menu);
  for (let number = 0; number < 120; number++)
    page(`/m${number}`, `Page ${number}`, [
      ...turned(number),
      ...turned((number * 7) % 120).map((to) => `${to}/x`),
    ]);
  const check = await run(await crawl({ limit: 121 }));
  expect(check).toMatchObject({ newPages: 121, attempt: 1 });
  expect(check.finishedAt!.getTime() - check.startedAt!.getTime()).toBeLessThan(5000);
}, 30_000);

describe("a guest's manners", () => {
  test("maxConcurrency holds, and crawl-delay", async () => {
    new CrawlSite(site(), at, 40, 40);
    site().forget();
    await run(await crawl({ maxConcurrency: 2 }));
    expect(site().maxRunning).toBeLessThanOrEqual(2);
    site().page("/robots.txt", "User-agent: *\nCrawl-delay: 0.2");
    const began = performance.now();
    await run(await crawl({ limit: 5 }));
    expect(performance.now() - began).toBeGreaterThan(800);
  });
});
