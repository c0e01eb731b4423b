import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { startCheck } from "#lib/check/index.ts";
import { db } from "#lib/db/client.ts";
import { trackPages } from "#lib/page/index.ts";
import { newMonitor, ownSite, runNow } from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";

ownDatabase();
const { site, fetchPage } = ownSite();

async function requestOf(urls: string[], more: Record<string, unknown> = {}) {
  const ctx = await newTeam();
  const monitor = await newMonitor(ctx, urls);
  const { id: checkId } = await startCheck(ctx, monitor.id);
  const [target] = monitor.targets;
  const request = {
    teamId: ctx.teamId,
    monitorId: monitor.id,
    targetId: target?.id ?? "",
    checkId,
    resumed: false,
    urls,
    ...more,
  };
  return { ctx, monitor, request };
}

test("pages are made known once, however many ask for them at the same time", async () => {
  const urls = Array.from({ length: 60 }, (_, n) => `https://example.com/${n}`);
  const { request } = await requestOf(urls);
  const answers = await Promise.all(
    [urls, urls.toReversed(), urls].map((wanted) => trackPages([{ ...request, urls: wanted }])),
  );
  const ids = answers.map(([pages]) => new Map(pages?.map(({ url, pageId }) => [url, pageId])));
  expect(ids[1]).toEqual(ids[0]);
  expect(ids[2]).toEqual(ids[0]);
  const [counted] = await db().execute(
    sql`select count(*)::int as pages from pages where monitor_id = ${request.monitorId}`,
  );
  expect(counted).toEqual({ pages: 60 });
});

test("each request has its own pages, in the order of its URLs, also beside another's", async () => {
  const first = await requestOf(["https://example.com/b", "https://example.com/a"]);
  const second = await requestOf(["https://example.com/a"]);
  const [ours = [], theirs = []] = await trackPages([first.request, second.request]);
  expect(ours.map(({ url }) => url)).toEqual(["https://example.com/b", "https://example.com/a"]);
  expect(theirs.map(({ url }) => url)).toEqual(["https://example.com/a"]);
  expect(theirs[0]?.pageId).not.toBe(ours[1]?.pageId);
  expect(ours[0]).toMatchObject({ known: null, scrapeId: null, failingSince: null, harmful: null });
  expect(ours[0]?.baselines.size).toBe(0);
});

test("a URL longer than an index entry is a page like any other", async () => {
  const long = `https://example.com/?q=${"x".repeat(8000)}`;
  const { request } = await requestOf([long]);
  const [[first] = []] = await trackPages([request]);
  const [[again] = []] = await trackPages([request]);
  expect(first?.url).toBe(long);
  expect(again?.pageId).toBe(first?.pageId);
});

test("a check that goes on leaves out what it has; another one sees what that found", async () => {
  site().page("/a", "<h1>Plans</h1>");
  site().page("/b", "<h1>Terms</h1>");
  const urls = [site().url("/a"), site().url("/b")];
  const { ctx, monitor } = await requestOf(["https://example.com/"]);
  const watched = await newMonitor(ctx, urls);
  const { id: checkId } = await runNow(ctx, watched.id, fetchPage);
  const targetId = watched.targets[0]?.id ?? "";
  const request = { teamId: ctx.teamId, monitorId: watched.id, targetId, checkId, resumed: true, urls };
  expect(await trackPages([request])).toEqual([[]]);
  const [pages = []] = await trackPages([{ ...request, resumed: false }]);
  expect(pages).toHaveLength(2);
  for (const page of pages) {
    expect(page.baselines.get("text")?.hash).toHaveLength(32);
    expect(page.known?.bodyHash).toHaveLength(32);
    expect(page.scrapeId).not.toBeNull();
  }
  expect(monitor.id).not.toBe(watched.id);
});
