import { eq, sql } from "drizzle-orm";
import { beforeEach, expect, test, vi } from "vitest";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { checkPages, checks, monitors, pageSurfaces, pages, snapshots } from "#lib/db/schema.ts";
import type { Monitor } from "#lib/monitor/index.ts";
import { getPageVersion } from "#lib/page/index.ts";
import { checksOf, newMonitor, ownSite, runNow, soundLedger, storedContents } from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import { deleteMonitor, purge, startCheck, updateMonitor } from "./index.ts";

ownDatabase();
const { site, fetchPage } = ownSite();

let ctx: Ctx;
beforeEach(async () => {
  ctx = await newTeam();
});

const html = (text: string) => `<title>T</title><main><p>${text}</p></main>`;
const run = (monitor: Monitor) => runNow(ctx, monitor.id, fetchPage);

/** Makes everything of a monitor older by so many days. */
async function age(monitor: Monitor, days: number) {
  const earlier = (column: string) => sql.raw(`${column} = ${column} - interval '${days} days'`);
  await db().execute(sql`update checks set ${earlier("created_at")} where monitor_id = ${monitor.id}`);
  await db().execute(sql`
    update snapshots set ${earlier("created_at")}, ${earlier("superseded_at")} where monitor_id = ${monitor.id}`);
  await db().execute(sql`update monitors set ${earlier("updated_at")} where id = ${monitor.id}`);
}

test("checks and contents past retentionDays go; the baseline stays and is what the next check compares with", async () => {
  site().page("/old", html("A"));
  const monitor = await newMonitor(ctx, [site().url("/old")], { retentionDays: 7 });
  await run(monitor);
  site().page("/old", html("B"));
  const last = await run(monitor);
  await age(monitor, 6);
  await purge();
  expect(await checksOf(monitor.id)).toHaveLength(2);
  expect((await storedContents(monitor.id)).count).toBe(2);
  await age(monitor, 2);
  await purge();
  expect(await checksOf(monitor.id)).toEqual([]);
  expect((await storedContents(monitor.id)).count).toBe(1);
  expect(await db().select().from(checkPages).where(eq(checkPages.checkId, last.id))).toEqual([]);
  site().page("/old", html("C"));
  const next = await run(monitor);
  expect(next.pages[0]).toMatchObject({ status: "changed", previousScrapeId: last.pages[0]?.id });
  expect(next.pages[0]?.diff?.text).toMatch(/-B[\s\S]*\+C/);
  expect(await soundLedger(ctx.teamId)).toMatchObject({ reserved: 0, charged: 3 });
});

test("a content that was replaced lately stays, however old it is; each monitor has its own days", async () => {
  site().page("/late", html("A"));
  const short = await newMonitor(ctx, [site().url("/late")], { retentionDays: 1 });
  const long = await newMonitor(ctx, [site().url("/late")], { retentionDays: 90 });
  for (const monitor of [short, long]) {
    await run(monitor);
    await age(monitor, 60);
  }
  site().page("/late", html("B"));
  for (const monitor of [short, long]) await run(monitor);
  await purge();
  for (const monitor of [short, long]) expect((await storedContents(monitor.id)).count).toBe(2);
  expect(await checksOf(short.id)).toHaveLength(1);
  expect(await checksOf(long.id)).toHaveLength(2);
});

test("a content that a kept check saw stays, however long ago it was replaced", async () => {
  site().page("/seen", html("A"));
  const monitor = await newMonitor(ctx, [site().url("/seen")], { retentionDays: 1 });
  const first = await run(monitor);
  site().page("/seen", html("B"));
  await run(monitor);
  // As when the clock was set back in between: the check counts as recent, what it saw as replaced long ago.
  await db().execute(sql`
    update snapshots set superseded_at = superseded_at - interval '9 days' where monitor_id = ${monitor.id}`);
  await db().execute(sql`
    update checks set created_at = created_at - interval '10 days', status = 'running', worker = gen_random_uuid()
    where id = ${first.id}`);
  await purge();
  expect((await storedContents(monitor.id)).count).toBe(2);
  const { text } = await getPageVersion(ctx, monitor.id, first.pages[0]!.pageId, first.pages[0]!.id);
  expect(text).toBe("A");
  await db().execute(sql`update checks set status = 'completed' where id = ${first.id}`);
  await purge();
  expect((await storedContents(monitor.id)).count).toBe(1);
});

test("a check that still runs is not purged, however long ago it began", async () => {
  site().page("/long", html("long"));
  const monitor = await newMonitor(ctx, [site().url("/long")], { retentionDays: 1 });
  await startCheck(ctx, monitor.id);
  await age(monitor, 30);
  await purge();
  expect(await checksOf(monitor.id)).toMatchObject([{ status: "queued" }]);
});

test("a content that is still another page's baseline survives", async () => {
  for (const path of ["/shared/1", "/shared/2"]) site().page(path, html("shared"));
  const monitor = await newMonitor(ctx, [site().url("/shared/1"), site().url("/shared/2")], {
    retentionDays: 1,
  });
  await run(monitor);
  site().page("/shared/1", html("apart"));
  await run(monitor);
  await age(monitor, 10);
  await purge();
  expect((await storedContents(monitor.id)).count).toBe(2);
  site().page("/shared/2", html("apart"));
  const [, second] = (await run(monitor)).pages.sort((a, b) => a.url.localeCompare(b.url));
  expect(second?.diff?.text).toMatch(/-shared[\s\S]*\+apart/);
  // Now it is nobody's.
  await age(monitor, 10);
  await purge();
  expect((await storedContents(monitor.id)).count).toBe(1);
});

test("a page that is watched no more is forgotten with the last check that saw it, and its content in time", async () => {
  for (const path of ["/kept", "/dropped"]) site().page(path, html(path));
  const [kept, dropped] = [site().url("/kept"), site().url("/dropped")];
  const monitor = await newMonitor(ctx, [kept, dropped], { retentionDays: 2 });
  await run(monitor);
  const [target] = monitor.targets;
  const targets = [{ type: "scrape" as const, id: target!.id, urls: [kept] }];
  await updateMonitor(ctx, monitor.id, { targets });
  const urls = async () =>
    (await db().select().from(pages).where(eq(pages.monitorId, monitor.id))).map(({ url }) => url).sort();
  await age(monitor, 3);
  await purge();
  // No check since: it may be watched still, and what the next one compares with stays.
  expect(await urls()).toEqual([dropped, kept].sort());
  await run(monitor);
  await purge();
  expect(await urls()).toEqual([kept]);
  expect((await storedContents(monitor.id)).count).toBe(2);
  await age(monitor, 3);
  await purge();
  expect((await storedContents(monitor.id)).count).toBe(1);
  expect((await run(monitor)).samePages).toBe(1);
});

test("more than a batch is purged in one call", async () => {
  site().page("/batch", html("batch"));
  const monitor = await newMonitor(ctx, [site().url("/batch")], { retentionDays: 1 });
  const check = await run(monitor);
  await db().execute(sql`
    insert into checks
    select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid()))).*
    from checks c, generate_series(1, 1200) where c.id = ${check.id}`);
  await age(monitor, 3);
  await purge();
  expect(await checksOf(monitor.id)).toEqual([]);
});

test("a purge whose time is over stops between two batches, and the next one goes on", async () => {
  site().page("/slow", html("slow"));
  const monitor = await newMonitor(ctx, [site().url("/slow")], { retentionDays: 1 });
  const check = await run(monitor);
  await db().execute(sql`
    insert into checks
    select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid()))).*
    from checks c, generate_series(1, 1200) where c.id = ${check.id}`);
  await age(monitor, 3);
  const left = async () => (await checksOf(monitor.id)).length;
  await purge(AbortSignal.abort());
  expect(await left()).toBe(1201);
  // Asked before each batch: the first takes its page, the second some of the checks.
  const limit = new AbortController().signal;
  vi.spyOn(limit, "aborted", "get")
    .mockReturnValueOnce(false)
    .mockReturnValueOnce(false)
    .mockReturnValue(true);
  await purge(limit);
  expect(await left()).toBe(701);
  await purge(AbortSignal.timeout(60_000));
  expect(await left()).toBe(0);
});

test("a content comes back as baseline while purges run: it is there afterwards, whoever was first", async () => {
  const paths = Array.from({ length: 40 }, (_, index) => `/aba/${index}`);
  const show = (word: string) => {
    for (const path of paths) site().page(path, html(`${word} of ${path}`));
  };
  const urls = paths.map((path) => site().url(path));
  const monitor = await newMonitor(ctx, urls, { retentionDays: 1 });
  show("A");
  await run(monitor);
  for (const word of ["B", "A", "B", "A", "B", "A"]) {
    show(word);
    await age(monitor, 5);
    let running = true;
    const purging = (async () => {
      do await purge();
      while (running);
    })();
    const check = await run(monitor);
    running = false;
    await purging;
    expect(check).toMatchObject({ status: "completed", changedPages: 40 });
    const baselines = await db()
      .select({ id: snapshots.id, supersededAt: snapshots.supersededAt })
      .from(pages)
      .innerJoin(pageSurfaces, eq(pageSurfaces.pageId, pages.id))
      .innerJoin(snapshots, eq(snapshots.id, pageSurfaces.snapshotId))
      .where(eq(pages.monitorId, monitor.id));
    expect(baselines).toHaveLength(40);
    expect(baselines.filter(({ supersededAt }) => supersededAt !== null)).toEqual([]);
  }
  expect((await run(monitor)).samePages).toBe(40);
});

test("a deleted monitor goes with its pages and contents once its retention is over; the ledger stays", async () => {
  site().page("/gone", html("A"));
  const monitor = await newMonitor(ctx, [site().url("/gone")], { retentionDays: 2 });
  await run(monitor);
  site().page("/gone", html("B"));
  await run(monitor);
  await deleteMonitor(ctx, monitor.id);
  const before = await soundLedger(ctx.teamId);
  const left = async () => (await db().select().from(monitors).where(eq(monitors.id, monitor.id))).length;
  await age(monitor, 1);
  await purge();
  expect(await left()).toBe(1);
  await age(monitor, 2);
  await purge();
  expect(await left()).toBe(0);
  for (const table of [checks, pages, snapshots]) {
    expect(await db().select().from(table).where(eq(table.monitorId, monitor.id))).toEqual([]);
  }
  expect(await soundLedger(ctx.teamId)).toEqual(before);
});

test("a team with a ledger cannot be deleted from under it: the database refuses, and nothing is changed", async () => {
  site().page("/team", html("team"));
  const monitor = await newMonitor(ctx, [site().url("/team")]);
  await run(monitor);
  const before = await soundLedger(ctx.teamId);
  const deletion = db().execute(sql`delete from teams where id = ${ctx.teamId}`);
  await expect(deletion).rejects.toMatchObject({ cause: { message: /append-only/ } });
  expect(await soundLedger(ctx.teamId)).toEqual(before);
  expect(await checksOf(monitor.id)).toHaveLength(1);
});
