import { eq, inArray, sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cancelCheck, startCheck, startDueChecks } from "#lib/check/index.ts";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { checks, monitors, workers } from "#lib/db/schema.ts";
import { comparer, files, newMonitor, ownSite, readCheck, soundLedger } from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import { type Runner, startRunner } from "./runner.ts";
import { runSuspects } from "./suspects.ts";

ownDatabase();
const { site, fetchPage } = ownSite();

const LONG = { timeout: 20_000, interval: 20 };
const failures: unknown[] = [];
const runners: Runner[] = [];

async function runner(): Promise<Runner> {
  const started = await startRunner(
    { fetchPage, compare: comparer.compare, fetchFile: files().fetchFile },
    (error) => failures.push(error),
  );
  runners.push(started);
  return started;
}

let open = () => {};
let gate = Promise.resolve();
beforeEach(() => {
  gate = new Promise((resolve) => {
    open = resolve;
  });
});
afterEach(async () => {
  open();
  for (const one of runners.splice(0)) await one.stop();
  await db().execute(sql`delete from checks`);
  expect(failures).toEqual([]);
});

const quick = (name: string) => {
  site().page(name, `<main>${name}</main>`);
  return site().url(name);
};
const slow = (name: string) => {
  site().page(name, async () => {
    await gate;
    return `<main>${name}</main>`;
  });
  return site().url(name);
};

async function monitorsOf(ctx: Ctx, urls: string[]): Promise<string[]> {
  const made: string[] = [];
  for (const url of urls) made.push((await newMonitor(ctx, [url])).id);
  return made;
}

const press = async (ctx: Ctx, monitorIds: string[]) => {
  const ids: string[] = [];
  for (const monitorId of monitorIds) ids.push((await startCheck(ctx, monitorId)).id);
  return ids;
};

/** As if the time of these monitors had come. */
async function comeDue(monitorIds: string[]): Promise<string[]> {
  await db().update(monitors).set({ nextRunAt: null });
  await db().update(monitors).set({ nextRunAt: sql`now()` }).where(inArray(monitors.id, monitorIds));
  await startDueChecks();
  const rows = await db().select({ id: checks.id }).from(checks).where(inArray(checks.monitorId, monitorIds));
  return rows.map(({ id }) => id);
}

const statuses = async (ids: string[]) =>
  (await db().select({ status: checks.status }).from(checks).where(inArray(checks.id, ids))).map(
    ({ status }) => status,
  );
const allCompleted = (ids: string[]) =>
  expect.poll(() => statuses(ids), LONG).toEqual(Array(ids.length).fill("completed"));

test("many checks that wait are carried out, each once, by one of two workers", async () => {
  const ctx = await newTeam();
  const urls = Array.from({ length: 150 }, (_, index) => quick(`/many/${index}`));
  const ids = await comeDue(await monitorsOf(ctx, urls));
  expect(ids).toHaveLength(150);
  for (const one of [await runner(), await runner()]) one.look();
  await allCompleted(ids);
  const rows = await db().select().from(checks).where(inArray(checks.id, ids));
  for (const row of rows) expect(row).toMatchObject({ attempt: 1, newPages: 1, actualCredits: 1 });
  expect(urls.map((url) => site().hits(new URL(url).pathname))).toEqual(urls.map(() => 1));
  expect(await soundLedger(ctx.teamId)).toMatchObject({ reserved: 0, charged: 150 });
});

test("a worker looks again by itself while more wait than it has places for", async () => {
  const ctx = await newTeam();
  const ids = await comeDue(
    await monitorsOf(
      ctx,
      Array.from({ length: 400 }, (_, index) => quick(`/more/${index}`)),
    ),
  );
  (await runner()).look();
  await allCompleted(ids);
});

test("hundreds of slow checks of one team keep neither another team's run nor its schedule waiting", async () => {
  const busy = await newTeam();
  const other = await newTeam();
  const held = await comeDue(
    await monitorsOf(
      busy,
      Array.from({ length: 300 }, (_, index) => slow(`/slow/${index}`)),
    ),
  );
  const one = await runner();
  one.look();
  await expect.poll(() => site().running, LONG).toBeGreaterThan(40);
  const [pressed, planned] = await monitorsOf(other, [quick("/pressed"), quick("/planned")]);
  const ids = [...(await press(other, [pressed!])), ...(await comeDue([planned!]))];
  one.look();
  await allCompleted(ids);
  expect(await statuses(held)).not.toContain("completed");
  // Nor what the same team asks for by hand.
  const own = await press(busy, await monitorsOf(busy, [quick("/own")]));
  one.look();
  await allCompleted(own);
  open();
  await allCompleted(held);
}, 60_000);

test("a worker that stops hands back what it has, with its pages, and signs off", async () => {
  const ctx = await newTeam();
  const monitor = await newMonitor(ctx, [quick("/half/quick"), slow("/half/slow")]);
  const [id] = (await press(ctx, [monitor.id])) as [string];
  const first = await runner();
  first.look();
  await expect.poll(async () => (await readCheck(id)).newPages, LONG).toBe(1);
  await first.stop();
  runners.length = 0;
  expect(await readCheck(id)).toMatchObject({ status: "queued", worker: null, newPages: 1, crashes: 0 });
  expect(await db().select().from(workers)).toEqual([]);
  open();
  (await runner()).look();
  await allCompleted([id]);
  expect(site().hits("/half/quick")).toBe(1);
});

test("a check that is cancelled is let go of within a few seconds, and what it still finds is dropped", async () => {
  const ctx = await newTeam();
  const monitor = await newMonitor(ctx, [slow("/cancelled")]);
  const [id] = (await press(ctx, [monitor.id])) as [string];
  (await runner()).look();
  await expect.poll(() => site().hits("/cancelled"), LONG).toBe(1);
  await cancelCheck(ctx, monitor.id, id);
  await expect.poll(() => site().running, LONG).toBe(0);
  expect(await readCheck(id)).toMatchObject({ status: "failed", newPages: 0, actualCredits: 0 });
});

test("a check whose results the database refuses for a while goes on when it takes them", async () => {
  const ctx = await newTeam();
  const monitor = await newMonitor(ctx, [quick("/refused")]);
  const [id] = (await press(ctx, [monitor.id])) as [string];
  await db().execute(sql`alter table check_pages add constraint refused check (duration_ms < 0) not valid`);
  (await runner()).look();
  await expect.poll(() => site().hits("/refused"), LONG).toBeGreaterThan(0);
  await db().execute(sql`alter table check_pages drop constraint refused`);
  await allCompleted([id]);
  expect(await readCheck(id)).toMatchObject({ attempt: 1, newPages: 1, actualCredits: 1 });
});

test("suspects run one at a time; one that does no harm for a while goes back to the others", async () => {
  const ctx = await newTeam();
  const harmless = await press(ctx, await monitorsOf(ctx, [quick("/suspect/1"), quick("/suspect/2")]));
  const [waits] = await press(ctx, await monitorsOf(ctx, [slow("/suspect/3")]));
  await db().update(checks).set({ suspect: true, crashes: 0 });
  await runSuspects(
    { fetchPage, compare: comparer.compare, fetchFile: files().fetchFile },
    new AbortController().signal,
    (error) => failures.push(error),
  );
  expect(await statuses(harmless)).toEqual(["completed", "completed"]);
  expect(await readCheck(waits!)).toMatchObject({ status: "queued", suspect: false, worker: null });
  expect(await db().select().from(workers)).toEqual([]);
});

test("a suspect in hand when its process is told to stop stays under suspicion", async () => {
  const ctx = await newTeam();
  const [id] = await press(ctx, await monitorsOf(ctx, [slow("/suspect/stopped")]));
  await db().update(checks).set({ suspect: true, crashes: 3 }).where(eq(checks.id, id!));
  const stop = new AbortController();
  const ended = runSuspects(
    { fetchPage, compare: comparer.compare, fetchFile: files().fetchFile },
    stop.signal,
    (error) => failures.push(error),
  );
  await expect.poll(() => site().hits("/suspect/stopped"), LONG).toBe(1);
  stop.abort(new Error("stopping"));
  await ended;
  expect(await readCheck(id!)).toMatchObject({ status: "queued", suspect: true, worker: null, crashes: 3 });
});
