import { eq, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { purge, updateMonitor } from "#lib/check/index.ts";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { checks, pages } from "#lib/db/schema.ts";
import type { Monitor } from "#lib/monitor/index.ts";
import { newMonitor, ownSite, runNow } from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import { getPageVersion, listPageVersions } from "./index.ts";

ownDatabase();
const { site, fetchPage } = ownSite();

let ctx: Ctx;
beforeEach(async () => {
  ctx = await newTeam();
});

const html = (text: string) => `<title>${text}</title><main><p>${text}</p></main>`;

/** Shows the page these texts one after the other, with a check of each; null is a page that fails. */
async function watchPage(path: string, texts: (string | null)[], fields: Record<string, unknown> = {}) {
  const monitor = await newMonitor(ctx, [site().url(path)], fields);
  const ran = await lookAt(monitor, path, texts);
  const [page] = await db().select().from(pages).where(eq(pages.monitorId, monitor.id));
  return { monitor, ran, pageId: page!.id };
}

async function lookAt(monitor: Monitor, path: string, texts: (string | null)[]) {
  const found = [];
  for (const text of texts) {
    if (text === null) site().page(path, () => ({ status: 503, body: "no" }));
    else site().page(path, html(text));
    found.push((await runNow(ctx, monitor.id, fetchPage)).pages[0]!);
  }
  return found;
}

const list = async (monitor: Monitor, pageId: string, limit = 100, cursor?: string) =>
  listPageVersions(ctx, monitor.id, pageId, { limit, cursor });
const textOf = async (monitor: Monitor, pageId: string, id: string) =>
  (await getPageVersion(ctx, monitor.id, pageId, id)).text;

test("every kept content is a version, newest first, with what happened until the next one", async () => {
  const { monitor, ran, pageId } = await watchPage("/v", ["one", "one", null, null, "two", "two", "three"]);
  const { versions, more } = await list(monitor, pageId);
  expect(more).toBe(false);
  expect(versions).toMatchObject([
    { id: ran[6]!.id, status: "changed", isBaseline: true, title: "three", sameChecks: 0, linesAdded: 1 },
    { id: ran[4]!.id, status: "changed", isBaseline: false, sameChecks: 1, failedChecks: 0, failure: null },
    { id: ran[0]!.id, status: "new", sameChecks: 1, failedChecks: 2, excerpt: null, linesAdded: null },
  ]);
  expect(versions[0]?.excerpt).toMatchObject({ before: "two", after: "three" });
  expect(versions[2]?.failure).toMatchObject({ statusCode: 503, error: expect.stringContaining("503") });
  expect(versions[1]?.lastSeenAt).toBe(ran[5]?.createdAt);
  expect(await Promise.all(versions.map(({ id }) => textOf(monitor, pageId, id)))).toEqual([
    "three",
    "two",
    "one",
  ]);
});

test("a page that comes back to an earlier text has that text as a version again", async () => {
  const { monitor, pageId } = await watchPage("/aba", ["A", "B", "A"]);
  const { versions } = await list(monitor, pageId);
  expect(await Promise.all(versions.map(({ id }) => textOf(monitor, pageId, id)))).toEqual(["A", "B", "A"]);
});

test("a fetch that found a version again leads to it, and one that failed to none", async () => {
  const { monitor, ran, pageId } = await watchPage("/again", ["one", "one", null, "one", "two"]);
  const [first, again, failed, after, second] = ran;
  for (const fetch of [first, again, after]) {
    expect(await getPageVersion(ctx, monitor.id, pageId, fetch!.id)).toMatchObject({
      id: first!.id,
      text: "one",
      olderId: null,
      newerId: second!.id,
    });
  }
  expect(await getPageVersion(ctx, monitor.id, pageId, second!.id)).toMatchObject({
    olderId: first!.id,
    newerId: null,
  });
  await expect(textOf(monitor, pageId, failed!.id)).rejects.toMatchObject({ message: "Version not found" });
  expect(await textOf(monitor, pageId, failed!.previousScrapeId!)).toBe("one");
});

test("the list goes on where it stopped, and says when it is at its end", async () => {
  const { monitor, ran, pageId } = await watchPage("/paged", ["1", "2", "3", "4", "5"]);
  const ids = ran.map(({ id }) => id).reverse();
  const first = await list(monitor, pageId, 2);
  expect(first).toMatchObject({ more: true, versions: [{ id: ids[0] }, { id: ids[1] }] });
  const second = await list(monitor, pageId, 2, ids[1]);
  expect(second).toMatchObject({ more: true, versions: [{ id: ids[2] }, { id: ids[3] }] });
  expect(await list(monitor, pageId, 2, ids[3])).toMatchObject({ more: false, versions: [{ id: ids[4] }] });
  expect(await list(monitor, pageId, 2, ids[4])).toEqual({ more: false, versions: [] });
  expect((await list(monitor, pageId, 5)).more).toBe(false);
});

test("a text that is taken anew because its settings changed is a version, and no change", async () => {
  const path = "/settings";
  const { monitor, pageId } = await watchPage(path, ["kept"]);
  site().page(path, `<main><p>kept</p></main><footer>small print</footer>`);
  const [target] = monitor.targets;
  const targets = [
    {
      type: "scrape" as const,
      id: target!.id,
      urls: [site().url(path)],
      scrapeOptions: { onlyMainContent: false },
    },
  ];
  await updateMonitor(ctx, monitor.id, { targets: targets as never });
  await runNow(ctx, monitor.id, fetchPage);
  const last = await runNow(ctx, monitor.id, fetchPage);
  const { versions } = await list(monitor, pageId);
  expect(await textOf(monitor, pageId, versions[0]!.id)).toContain("small print");
  expect(await textOf(monitor, pageId, last.pages[0]!.id)).toContain("small print");
  expect(await textOf(monitor, pageId, versions[1]!.id)).toBe("kept");
});

test("a version whose own check is gone is listed and read as long as a kept check saw it", async () => {
  const { monitor, ran, pageId } = await watchPage("/old", ["one", "one", "one", "two"], {
    retentionDays: 7,
  });
  const [first, second, , last] = ran;
  // The check that brought "one" is past its days, those that found it again are not.
  await db().execute(sql`
    update checks set created_at = created_at - interval '8 days'
    where id in (select check_id from check_pages where id = ${first!.id})`);
  await purge();
  expect(await db().$count(checks, eq(checks.monitorId, monitor.id))).toBe(3);
  const { versions } = await list(monitor, pageId);
  expect(versions).toMatchObject([
    { id: last!.id },
    { id: first!.id, checkId: null, status: null, sameChecks: 2 },
  ]);
  // Its id alone tells when it was fetched.
  const fetchedAt = Date.parse(versions[1]!.firstSeenAt);
  expect(Math.abs(fetchedAt - Date.parse(first!.createdAt))).toBeLessThan(2000);
  for (const id of [first!.id, second!.id]) expect(await textOf(monitor, pageId, id)).toBe("one");
});

test("the baseline is a version also when no check is kept at all", async () => {
  const { monitor, ran, pageId } = await watchPage("/alone", ["one", "two"], { retentionDays: 1 });
  await db().execute(sql`
    update checks set created_at = created_at - interval '9 days' where monitor_id = ${monitor.id}`);
  await db().execute(sql`
    update snapshots set superseded_at = superseded_at - interval '9 days' where monitor_id = ${monitor.id}`);
  await purge();
  expect(await list(monitor, pageId)).toMatchObject({
    more: false,
    versions: [{ id: ran[1]!.id, checkId: null, isBaseline: true }],
  });
  expect(await textOf(monitor, pageId, ran[1]!.id)).toBe("two");
  await expect(textOf(monitor, pageId, ran[0]!.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a page that was never read has no version", async () => {
  const { monitor, ran, pageId } = await watchPage("/never", [null, null]);
  expect(await list(monitor, pageId)).toEqual({ versions: [], more: false });
  await expect(textOf(monitor, pageId, ran[0]!.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("another team's page is not found, nor a page of another monitor", async () => {
  const { monitor, ran, pageId } = await watchPage("/mine", ["mine"]);
  const other = await newMonitor(ctx, [site().url("/other")]);
  const stranger = await newTeam();
  for (const [who, monitorId] of [
    [stranger, monitor.id],
    [ctx, other.id],
  ] as const) {
    await expect(listPageVersions(who, monitorId, pageId, { limit: 1 })).rejects.toMatchObject({
      message: "Page not found",
    });
    await expect(getPageVersion(who, monitorId, pageId, ran[0]!.id)).rejects.toMatchObject({
      message: "Page not found",
    });
  }
  // A version of one page is none of another.
  const second = await watchPage("/second", ["second"]);
  await expect(textOf(second.monitor, second.pageId, ran[0]!.id)).rejects.toMatchObject({
    message: "Version not found",
  });
});
