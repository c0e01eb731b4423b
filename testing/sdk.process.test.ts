import { Firecrawl, type MonitorCheckDetail, SdkError } from "firecrawl";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type RunningProduct, startProduct } from "#testing/product.ts";
import { type Site, startSite } from "#testing/site.ts";

// A program written for Firecrawl's official JS SDK, with nothing changed but its apiUrl.

let product: RunningProduct;
let site: Site;

beforeAll(async () => {
  site = await startSite();
  product = await startProduct({
    env: { TIDEMARK_ALLOW_PRIVATE_NETWORK: "true", TIDEMARK_HOST_CONCURRENCY: "32" },
  });
});
afterAll(async () => {
  await product?.remove();
  await site?.close();
});

const ENDED = ["completed", "partial", "failed"];

function clientAt(base: string, apiKey = product.apiKey): Firecrawl {
  return new Firecrawl({ apiUrl: product.url + base, apiKey, maxRetries: 1 });
}

function body(urls: string[], more: object = {}) {
  return { name: "SDK", schedule: { text: "daily" }, targets: [{ type: "scrape" as const, urls }], ...more };
}

/** Runs the monitor and polls, as the SDK's readme shows, until the check has ended. */
async function run(client: Firecrawl, monitorId: string): Promise<MonitorCheckDetail> {
  const { id } = await client.runMonitor(monitorId);
  return vi.waitUntil(
    async () => {
      const check = await client.getMonitorCheck(monitorId, id, { autoPaginate: false });
      return ENDED.includes(check.status) && client.getMonitorCheck(monitorId, id);
    },
    { timeout: 60_000, interval: 200 },
  );
}

const page = (price: number) =>
  `<html><title>Shop</title><main><h1>Prices</h1><p>Basic $${price}</p></main></html>`;

describe.each(["", "/api"])("the official SDK at http://host%s", (base) => {
  test("create, list, get, update, run, change, run again, delete", async () => {
    const client = clientAt(base);
    const path = `/prices${base}`;
    site.page(path, page(19));
    const created = await client.createMonitor(body([site.url(path)], { goal: "a price changes" }));
    expect(created).toMatchObject({
      name: "SDK",
      status: "active",
      schedule: { cron: "0 0 * * *", timezone: "UTC" },
    });
    expect((await client.listMonitors({ limit: 1 }))[0]).toMatchObject({ id: created.id });
    expect(await client.getMonitor(created.id)).toEqual(created);
    const updated = await client.updateMonitor(created.id, {
      name: "Renamed",
      schedule: { cron: "0 * * * *" },
    });
    expect(updated).toMatchObject({
      name: "Renamed",
      schedule: { cron: "0 * * * *" },
      targets: created.targets,
    });

    const first = await run(client, created.id);
    expect(first).toMatchObject({
      status: "completed",
      trigger: "manual",
      summary: { totalPages: 1, new: 1 },
    });
    expect(first.pages[0]).toMatchObject({ url: site.url(path), status: "new", statusCode: 200, diff: null });

    site.page(path, page(91));
    const second = await run(client, created.id);
    expect(second.summary).toMatchObject({ totalPages: 1, changed: 1 });
    const [changed] = second.pages;
    expect(changed).toMatchObject({ status: "changed", previousScrapeId: first.pages[0]?.currentScrapeId });
    expect(changed?.diff?.text).toContain("--- previous\n+++ current\n");
    expect(changed?.diff?.text).toMatch(/-.*\$19\n\+.*\$91/);
    expect(changed?.diff?.json).toHaveProperty("files");

    const third = await run(client, created.id);
    expect(third.summary).toMatchObject({ totalPages: 1, same: 1 });
    const listed = await client.listMonitorChecks(created.id);
    expect(listed.map((check) => check.id)).toEqual([third.id, second.id, first.id]);
    expect(await client.listMonitorChecks(created.id, { limit: 1, offset: 1 })).toHaveLength(1);
    expect((await client.getMonitor(created.id)).lastCheckSummary).toMatchObject({ same: 1 });
    expect(await client.deleteMonitor(created.id)).toBe(true);
    await expect(client.getMonitor(created.id)).rejects.toThrow("Monitor not found");
  });

  test("auto-pagination over 130 pages brings every page once; a status filters", async () => {
    const client = clientAt(base);
    const urls = Array.from({ length: 130 }, (_, index) => site.url(`/many${base}/${index}`));
    for (const [index, url] of urls.entries()) {
      const { pathname } = new URL(url);
      site.page(pathname, index % 10 === 0 ? { status: 503, body: "busy" } : `<main>Page ${index}</main>`);
    }
    const { id } = await client.createMonitor(body(urls));
    const check = await run(client, id);
    expect(check).toMatchObject({ status: "partial", summary: { totalPages: 130, new: 117, error: 13 } });
    expect(check.pages.map((one) => one.url).sort()).toEqual([...urls].sort());
    expect(new Set(check.pages.map((one) => one.id)).size).toBe(130);
    const failed = await client.getMonitorCheck(id, check.id, { status: "error", limit: 5 });
    expect(failed.pages).toHaveLength(13);
    expect(failed.pages.every((one) => one.status === "error" && one.statusCode === 503 && one.error)).toBe(
      true,
    );
    const one = await client.getMonitorCheck(id, check.id, { autoPaginate: false, limit: 10, skip: 20 });
    expect(one.pages.map(({ id }) => id)).toEqual(check.pages.slice(20, 30).map(({ id }) => id));
    expect(one.next).toBe(`${product.url}${base}/v2/monitor/${id}/checks/${check.id}?skip=30&limit=10`);
    const three = await client.getMonitorCheck(id, check.id, { limit: 100, maxResults: 110 });
    expect(three.pages).toHaveLength(110);
  });

  test("credit usage, and its history by key", async () => {
    const client = clientAt(base);
    const before = await client.getCreditUsage();
    expect(before).toMatchObject({ planCredits: 100_000, billingPeriodStart: expect.any(String) });
    site.page("/paid", `<main>${base} ${Date.now()}</main>`);
    const { id } = await client.createMonitor(body([site.url("/paid")]));
    const check = await run(client, id);
    expect(check).toMatchObject({ actualCredits: 1, billingStatus: "confirmed" });
    expect((await client.getCreditUsage()).remainingCredits).toBe(before.remainingCredits - 1);
    const total = await client.getCreditUsageHistorical();
    const [byKey] = (await client.getCreditUsageHistorical(true)).periods;
    expect(total.periods).toHaveLength(1);
    expect(byKey).toMatchObject({ apiKey: "TIDEMARK_API_KEY", creditsUsed: total.periods[0]?.creditsUsed });
  });

  test("errors are SdkErrors with our sentences, codes and details", async () => {
    const client = clientAt(base);
    const error = await client.createMonitor(body(["ftp://a.b"])).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SdkError);
    expect(error).toMatchObject({
      status: 400,
      code: "BAD_REQUEST",
      message: expect.stringMatching(/http\(s\) URL/),
    });
    expect(error).toMatchObject({ details: [{ path: "targets.0.urls.0", message: expect.any(String) }] });
    const misspelt = client.updateMonitor(crypto.randomUUID(), { nmae: "x" } as object);
    await expect(misspelt).rejects.toThrow(/^Unrecognized key in body: "nmae"/);
    await expect(client.updateMonitor(crypto.randomUUID(), {})).rejects.toThrow(/nothing to change/);
    await expect(client.getMonitor("no-uuid")).rejects.toMatchObject({ status: 400 });
    const { id } = await client.createMonitor(body([site.url("/paid")]));
    await client.updateMonitor(id, { status: "paused" });
    await expect(client.runMonitor(id)).rejects.toMatchObject({ status: 409, message: /^Monitor is paused/ });
    const stranger = clientAt(base, `fc-${"0".repeat(32)}`);
    await expect(stranger.listMonitors()).rejects.toMatchObject({ status: 401, message: /^Unauthorized: / });
  });
});
