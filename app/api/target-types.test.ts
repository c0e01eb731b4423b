import { expect, test } from "vitest";
import { monitorBody, newApiUser } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";

ownDatabase();

// Search cannot run on this version; shapes are held to the contract all the same.

async function refused(target: Record<string, unknown>, more: Record<string, unknown> = { goal: "g" }) {
  const user = await newApiUser();
  const body = monitorBody({ targets: [target], ...more });
  const reply = await user.call("POST", "/api/v2/monitor", { body });
  expect(reply.status).toBe(400);
  expect(reply.body.code).toBe("BAD_REQUEST");
  return reply.body;
}

const crawl = { type: "crawl", url: "https://example.com" };
const search = { type: "search", queries: ["tidemark release"] };
const CANNOT_RUN = /cannot run on this version yet/;

test.each<[string, Record<string, unknown>]>([
  ["crawl", crawl],
  ["crawl, url without scheme", { type: "crawl", url: "example.com" }],
  [
    "crawl with every option",
    {
      ...crawl,
      crawlOptions: {
        limit: 10,
        maxDepth: 2,
        maxDiscoveryDepth: 2,
        includePaths: ["a"],
        excludePaths: ["b"],
        crawlEntireDomain: true,
        allowExternalLinks: false,
        allowSubdomains: false,
        ignoreQueryParameters: true,
        sitemap: "only",
        delay: 1,
        maxConcurrency: 2,
        regexOnFullURL: false,
        somethingNew: 1,
      },
      scrapeOptions: { onlyMainContent: false, somethingNew: true },
    },
  ],
])("a valid %s target is taken and answered as it was given", async (_, target) => {
  const user = await newApiUser();
  const body = monitorBody({ targets: [target] });
  const reply = await user.call<{ targets: { url: string }[] }>("POST", "/api/v2/monitor", { body });
  expect(reply.status).toBe(200);
  const url = String(target.url).replace(/^(?!http)/, "http://");
  expect(reply.body.data.targets).toMatchObject([{ ...target, url }]);
});

test("what a crawl costs at most is its limit", async () => {
  const user = await newApiUser();
  const targets = [{ ...crawl, crawlOptions: { limit: 50 } }];
  const body = monitorBody({ targets, schedule: { cron: "0 0 * * *" } });
  const reply = await user.call<{ estimatedCreditsPerMonth: number }>("POST", "/api/v2/monitor", { body });
  expect(reply.body.data.estimatedCreditsPerMonth).toBe(50 * 30);
});

test("patterns that cannot be used are refused by name, at create and at PATCH", async () => {
  const user = await newApiUser();
  const targets = [{ ...crawl, crawlOptions: { includePaths: ["^/a", "(?<=a)b"], excludePaths: ["["] } }];
  const replies = [
    await user.call("POST", "/api/v2/monitor", { body: monitorBody({ targets }) }),
    await user.patch((await user.create()).id, { targets }),
  ];
  for (const { status, body } of replies) {
    expect(status).toBe(400);
    expect(body.details?.map(({ path }) => path)).toEqual([
      "targets.0.crawlOptions.includePaths.1",
      "targets.0.crawlOptions.excludePaths.0",
    ]);
    expect(body.error).toContain('"(?<=a)b" is not a usable regular expression');
  }
});

test.each<[string, Record<string, unknown>]>([
  ["search", search],
  [
    "search with 12 queries of 256",
    { ...search, queries: Array.from({ length: 12 }, () => "q".repeat(256)) },
  ],
  [
    "search with its bounds",
    { ...search, searchWindow: "7d", maxResults: 50, includeDomains: ["a.example"] },
  ],
  [
    "search with 50 domains",
    { ...search, excludeDomains: Array.from({ length: 50 }, (_, i) => `d${i}.example`) },
  ],
  [
    "search with legacy keys",
    { ...search, depth: 1, alertMode: "x", recheckAfter: 5, scrapeOptions: { x: 1 } },
  ],
])("a valid %s target is refused only because it cannot run yet", async (_, target) => {
  const body = await refused(target);
  expect(body.error).toMatch(CANNOT_RUN);
  expect(body.details).toEqual([{ path: "targets.0.type", message: expect.stringMatching(CANNOT_RUN) }]);
});

test.each<[string, Record<string, unknown>, string]>([
  ["crawl without url", { type: "crawl" }, "targets.0.url"],
  ["crawl with urls", { ...crawl, urls: ["https://a.b"] }, "targets.0.urls"],
  ["crawl of ftp", { type: "crawl", url: "ftp://a.b" }, "targets.0.url"],
  ["crawl limit 0", { ...crawl, crawlOptions: { limit: 0 } }, "targets.0.crawlOptions.limit"],
  ["crawl sitemap", { ...crawl, crawlOptions: { sitemap: "maybe" } }, "targets.0.crawlOptions.sitemap"],
  ["no queries", { type: "search" }, "targets.0.queries"],
  ["0 queries", { ...search, queries: [] }, "targets.0.queries"],
  ["13 queries", { ...search, queries: Array.from({ length: 13 }, () => "q") }, "targets.0.queries"],
  ["a query of 257", { ...search, queries: ["q".repeat(257)] }, "targets.0.queries.0"],
  ["an empty query", { ...search, queries: [" "] }, "targets.0.queries.0"],
  ["a window", { ...search, searchWindow: "2h" }, "targets.0.searchWindow"],
  ["maxResults 0", { ...search, maxResults: 0 }, "targets.0.maxResults"],
  ["maxResults 51", { ...search, maxResults: 51 }, "targets.0.maxResults"],
  [
    "both domain lists",
    { ...search, includeDomains: ["a.b"], excludeDomains: ["c.d"] },
    "targets.0.excludeDomains",
  ],
  ["a domain with scheme", { ...search, includeDomains: ["https://a.b"] }, "targets.0.includeDomains.0"],
  ["a domain with path", { ...search, includeDomains: ["a.b/c"] }, "targets.0.includeDomains.0"],
  [
    "51 domains",
    { ...search, includeDomains: Array.from({ length: 51 }, () => "a.b") },
    "targets.0.includeDomains",
  ],
  ["an unknown search key", { ...search, freshness: 1 }, "targets.0.freshness"],
])("a wrong shape comes first: %s", async (_, target, path) => {
  const body = await refused(target);
  expect(body.details?.map((issue) => issue.path)).toContain(path);
  expect(body.error).not.toMatch(CANNOT_RUN);
});

test("a search needs a goal unless judging is off", async () => {
  const without = await refused(search, {});
  expect(without.details?.[0]?.path).toBe("goal");
  expect((await refused(search, { goal: " " })).details?.[0]?.path).toBe("goal");
  expect((await refused(search, { judgeEnabled: false })).error).toMatch(CANNOT_RUN);
});

test("a mixed monitor names the target that cannot run; PATCH refuses the same", async () => {
  const user = await newApiUser();
  const { id, targets } = await user.create();
  const mixed = [{ type: "scrape", urls: ["https://a.b"] }, search];
  const reply = await user.patch(id, { targets: mixed, goal: "g" });
  expect(reply.status).toBe(400);
  expect(reply.body.details?.[0]?.path).toBe("targets.1.type");
  const kept = await user.call<{ targets: unknown }>("GET", `/api/v2/monitor/${id}`);
  expect(kept.body.data.targets).toEqual(targets);
});
