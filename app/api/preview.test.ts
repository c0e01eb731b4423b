import { setTimeout as sleep } from "node:timers/promises";
import { count, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { checks, creditDays, creditEntries, pages, snapshots } from "#lib/db/schema.ts";
import { env } from "#lib/env.ts";
import { createPageFetcher } from "#lib/fetch/index.ts";
import { previewPage } from "#lib/preview/index.ts";
import { type PreviewAnswer, PreviewInput } from "#lib/preview/model.ts";
import { type ApiUser, leaveCredits, newApiUser } from "#testing/api.ts";
import { newMonitor, runNow, soundLedger } from "#testing/checks.ts";
import { ownDatabase } from "#testing/database.ts";
import { type Site, startSite } from "#testing/site.ts";

ownDatabase();

let site: Site;
const fetcher = createPageFetcher(env());
beforeAll(async () => {
  site = await startSite();
});
afterAll(async () => {
  await site.close();
  await fetcher.close();
});

let user: ApiUser;
beforeEach(async () => {
  user = await newApiUser();
});

type Options = Record<string, unknown>;
const preview = (body: unknown) => user.call<PreviewAnswer>("POST", "/api/v2/monitor/preview", { body });
const target = (path: string, scrapeOptions?: Options) => ({
  type: "scrape",
  urls: [site.url(path)],
  ...(scrapeOptions && { scrapeOptions }),
});

/** What a preview of one page answers. */
async function look(path: string, scrapeOptions?: Options): Promise<PreviewAnswer> {
  const { status, body } = await preview({ target: target(path, scrapeOptions) });
  expect(status, JSON.stringify(body)).toBe(200);
  return body.data;
}

const charged = async () => (await soundLedgerOfPreviews()).charged;

/** The ledger, in which what was set aside for previews was confirmed with it. */
async function soundLedgerOfPreviews() {
  const ledger = await soundLedger(user.ctx.teamId);
  expect(ledger.reserved).toBe(0);
  return ledger;
}

/** How many rows there are of what a check stores. */
async function storedRows(): Promise<number[]> {
  const counts = [checks, pages, snapshots].map((table) => db().select({ rows: count() }).from(table));
  return (await Promise.all(counts)).map(([row]) => row?.rows ?? -1);
}

const PRICES = `<title>Prices &amp; plans</title><nav>Home</nav>
  <main><h1>Plans</h1><p class="price">Starter $19</p><p class="stamp">Updated 3 minutes ago</p></main>`;

test("a preview is the text that a check would compare, and costs what its page costs", async () => {
  site.page("/prices", PRICES);
  const seen = await look("/prices");
  expect(seen).toEqual({
    url: site.url("/prices"),
    statusCode: 200,
    title: "Prices & plans",
    contentType: "text/html; charset=utf-8",
    text: "# Plans\nStarter $19\nUpdated 3 minutes ago",
    dropped: [{ by: "onlyMainContent", lines: 1, text: "Home" }],
    warnings: [],
    credits: 1,
  });
  expect(await charged()).toBe(1);
  // As a check's diff against nothing shows it: the first version, changed.
  const monitor = await newMonitor(user.ctx, [site.url("/prices")]);
  await runNow(user.ctx, monitor.id, fetcher.fetchPage);
  site.page("/prices", PRICES.replace("$19", "$24"));
  const check = await runNow(user.ctx, monitor.id, fetcher.fetchPage);
  expect(check.pages[0]?.diff).toMatchObject({ text: expect.stringContaining("-Starter $19\n+Starter $24") });
});

test("nothing is stored but the charge, which the day's usage counts and names no monitor", async () => {
  site.page("/stored", "<main>Stored nowhere</main>");
  const before = await storedRows();
  await look("/stored");
  expect(await storedRows()).toEqual(before);
  const [day] = await db().select().from(creditDays).where(eq(creditDays.teamId, user.ctx.teamId));
  expect(day).toMatchObject({ credits: 1, monitorId: null, apiKeyId: user.keyId });
  const entries = await db().select().from(creditEntries).where(eq(creditEntries.teamId, user.ctx.teamId));
  expect(entries.filter(({ kind }) => kind === "reserve" || kind === "confirm")).toMatchObject([
    { availableDelta: -1, reservedDelta: 1, checkId: null },
    { availableDelta: 0, reservedDelta: -1, checkId: null },
  ]);
});

describe("options on screen", () => {
  test("decide the text, and what they leave out is told", async () => {
    site.page("/prices", PRICES);
    expect((await look("/prices", { includeTags: [".price"] })).text).toBe("Starter $19");
    const without = await look("/prices", { excludeTags: [".stamp"], onlyMainContent: false });
    expect(without.text).toBe("Home\n# Plans\nStarter $19");
    expect(without.dropped).toEqual([{ by: "excludeTags", lines: 1, text: "Updated 3 minutes ago" }]);
    expect((await look("/prices", { onlyMainContent: false })).dropped).toBeUndefined();
  });

  test.each([
    [".prise", "#none", "main > .stamp + p", "[data-x]"],
    ["article", "h1 + h1", ":has(> b)", ".price .price"],
  ])("a selector that matches nothing is a warning that names it: %s, %s, %s, %s", async (...wrong) => {
    site.page("/prices", PRICES);
    const seen = await look("/prices", {
      includeTags: [".price", ...wrong.slice(0, 2)],
      excludeTags: wrong.slice(2),
    });
    expect(seen.text).toBe("Starter $19");
    expect(seen.warnings).toHaveLength(4);
    for (const [index, selector] of wrong.entries()) expect(seen.warnings[index]).toContain(`“${selector}”`);
  });

  test("when none of what is kept is there, there is nothing to compare, and nothing to pay", async () => {
    site.page("/prices", PRICES);
    const seen = await look("/prices", { includeTags: [".prise"] });
    expect(seen).toMatchObject({ text: "", title: "Prices & plans", credits: 0 });
    expect(seen.warnings).toEqual([
      expect.stringContaining("“.prise” (includeTags) matches nothing"),
      expect.stringContaining("nothing is left to compare"),
    ]);
    // What is left out first cannot be kept any more.
    const both = await look("/prices", { includeTags: [".price"], excludeTags: ["p"] });
    expect(both.warnings[0]).toContain("“.price” (includeTags)");
    expect(await charged()).toBe(0);
  });

  test("are sent with the request", async () => {
    site.page(
      "/header",
      ({ headers }) => `<main>${headers["x-asked"]} ${/Mobile/.test(headers["user-agent"] ?? "")}</main>`,
    );
    expect((await look("/header", { headers: { "X-Asked": "so" }, mobile: true })).text).toBe("so true");
  });

  test("of a page that is no HTML, selectors are not looked at, which is said", async () => {
    site.page("/data", { headers: { "content-type": "application/json" }, body: '{"b":2,"a":1}' });
    const seen = await look("/data", { includeTags: [".price"] });
    expect(seen.text).toMatch(/"a": 1[\s\S]*"b": 2/);
    expect(seen.warnings).toEqual([expect.stringContaining("The page is no HTML")]);
  });
});

describe("a page that cannot be read is told as a check would tell it, and is free", () => {
  test.each<[string, Parameters<Site["page"]>[1], number | null, RegExp]>([
    ["missing", { status: 404, body: "<p>Not here</p>" }, 404, /404/],
    ["broken", { drop: "at-once" }, null, /broke the connection/],
    ["empty", "<main></main>", 200, /empty/],
    ["a circle", { redirectTo: "/unread" }, null, /circle/],
    ["slow", { hang: true }, null, /longer|in time|within|0\.3/],
  ])("%s", async (_, answer, statusCode, sentence) => {
    site.page("/unread", answer);
    const seen = await look("/unread", { timeout: 300 });
    expect(seen).toMatchObject({ text: "", credits: 0 });
    if (statusCode !== null) expect(seen.statusCode).toBe(statusCode);
    expect(seen.warnings[0]).toMatch(sentence);
    expect(await charged()).toBe(0);
  });
});

test("where the page leads on to is said", async () => {
  site.page("/old", { redirectTo: "/new" });
  site.page("/new", "<main>Here now</main>");
  const seen = await look("/old");
  expect(seen).toMatchObject({ url: site.url("/old"), text: "Here now" });
  expect(seen.warnings).toEqual([expect.stringContaining(`leads on to ${site.url("/new")}`)]);
});

test("one of several pages is chosen, and only one of them", async () => {
  site.page("/b", "<main>Second</main>");
  const two = { type: "scrape", urls: [site.url("/a"), site.url("/b")] };
  const { body } = await preview({ target: two, url: site.url("/b"), origin: "js-sdk" });
  expect(body.data).toMatchObject({ url: site.url("/b"), text: "Second" });
  const foreign = await preview({ target: two, url: site.url("/c") });
  expect(foreign).toMatchObject({
    status: 400,
    body: { details: [{ path: "url", message: /one of the target's pages/ }] },
  });
});

test("a goal is accepted, and that nothing judges by it is said", async () => {
  site.page("/goal", "<main>Words</main>");
  const { body } = await preview({ target: target("/goal"), goal: "Prices" });
  expect(body.data.warnings).toEqual([expect.stringContaining("Nothing judges")]);
});

describe("refused", () => {
  test.each<[string, () => unknown, string]>([
    ["no target", () => ({}), "target"],
    ["no such kind", () => ({ target: { type: "feed" } }), "target.type"],
    ["no page", () => ({ target: { type: "scrape", urls: [] } }), "target.urls"],
    ["no address", () => ({ target: { type: "scrape", urls: ["ftp://a.b"] } }), "target.urls.0"],
    [
      "no selector",
      () => ({ target: target("/", { includeTags: [">>"] }) }),
      "target.scrapeOptions.includeTags.0",
    ],
    ["a kind that does not run", () => ({ target: { type: "search", queries: ["x"] } }), "target.type"],
    ["a wrong url", () => ({ target: target("/"), url: "javascript:1" }), "url"],
    ["too long a goal", () => ({ target: target("/"), goal: "g".repeat(2001) }), "goal"],
  ])("%s", async (_, body, path) => {
    const reply = await preview(body());
    expect(reply).toMatchObject({ status: 400, body: { code: "BAD_REQUEST" } });
    expect(reply.body.details?.map((issue) => issue.path)).toContain(path);
  });

  test("an unknown key, by name", async () => {
    const { status, body } = await preview({ target: target("/"), store: true });
    expect({ status, error: body.error }).toMatchObject({ status: 400, error: /^Unrecognized key in body/ });
  });

  test("without a credit, before anything is fetched", async () => {
    let asked = 0;
    site.page("/dear", () => `<main>${++asked}</main>`);
    await leaveCredits(user.ctx, 0);
    expect(await preview({ target: target("/dear") })).toMatchObject({
      status: 402,
      body: { error: /No credits/ },
    });
    expect(asked).toBe(0);
  });

  test("and not charged, when the last credit went while the page was read", async () => {
    site.page("/race", async () => {
      await leaveCredits(user.ctx, 0);
      return "<main>Read</main>";
    });
    expect((await preview({ target: target("/race") })).status).toBe(402);
    const sums = await db()
      .select({ left: sql`sum(available_delta)`.mapWith(Number) })
      .from(creditEntries)
      .where(eq(creditEntries.teamId, user.ctx.teamId));
    expect(sums).toEqual([{ left: 0 }]);
  });
});

test("of many at once no more go out than the team has credits for", async () => {
  site.page("/two", "<main>Words</main>");
  await leaveCredits(user.ctx, 2);
  const replies = await Promise.all([1, 2, 3].map(() => preview({ target: target("/two") })));
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 402]);
});

test("above its own limit: 429 with the seconds to wait, and nobody else waits", async () => {
  site.page("/often", "<main>Words</main>");
  for (let time = 1; time <= 20; time++) await look("/often");
  const refused = await preview({ target: target("/often") });
  expect(refused).toMatchObject({ status: 429, body: { code: "RATE_LIMITED", error: /20 pages a minute/ } });
  const wait = Number(refused.headers.get("retry-after"));
  expect(wait).toBeGreaterThan(30);
  expect(wait).toBeLessThanOrEqual(60);
  expect(await charged()).toBe(20);
  user = await newApiUser();
  expect((await look("/often")).text).toBe("Words");
});

test("a team has three under way; a place is free again when one has ended, however it ended", async () => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  site.page("/waits", async () => {
    await released;
    return "<main>At last</main>";
  });
  const under = [1, 2, 3].map(() => preview({ target: target("/waits") }));
  await expect.poll(() => site.running).toBe(3);
  expect(await preview({ target: target("/waits") })).toMatchObject({ status: 429 });
  release();
  expect((await Promise.all(under)).map(({ status }) => status)).toEqual([200, 200, 200]);
  expect((await preview({ target: target("/waits") })).status).toBe(200);
});

describe("a preview is over", () => {
  const input = () => PreviewInput.parse({ target: target("/never") });

  test("after its time, whatever the page does", async () => {
    site.page("/never", { trickle: { bytes: 1, everyMs: 50 }, body: "x".repeat(10_000) });
    const seen = await previewPage(user.ctx, input(), undefined, 400);
    expect(seen).toMatchObject({ statusCode: null, text: "", credits: 0 });
    expect(seen.warnings[0]).toBe("The page took longer than 0.4 s to be fetched and read.");
  });

  test("when whoever asked has left", async () => {
    site.page("/never", { hang: true });
    const left = new AbortController();
    const asked = previewPage(user.ctx, input(), left.signal);
    await sleep(50);
    left.abort(new Error("gone"));
    await expect(asked).rejects.toThrow("gone");
    expect(await charged()).toBe(0);
  });
});
