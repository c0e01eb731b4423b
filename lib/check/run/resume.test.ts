import { eq, sql } from "drizzle-orm";
import { beforeEach, expect, test, vi } from "vitest";
import { getCheck, recoverChecks, runCheck, startCheck, updateMonitor } from "#lib/check/index.ts";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { checks } from "#lib/db/schema.ts";
import { newMonitor, ownSite, readCheck, readPages, soundLedger } from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import { claimCheck } from "./claim-check.ts";
import { recordPages } from "./record-pages.ts";

ownDatabase();
const { site, fetchPage } = ownSite();

let ctx: Ctx;
beforeEach(async () => {
  ctx = await newTeam();
});

const html = (text: string) => `<title>T</title><main><p>${text}</p></main>`;
const never = new AbortController().signal;
const until = <T>(look: () => T | Promise<T>) => vi.waitFor(look, { timeout: 15_000, interval: 10 });

/** A check of 40 pages, of which the first 10 answer and the others wait until `open` is called. */
async function halfOpen(name: string) {
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const paths = Array.from({ length: 40 }, (_, index) => `/${name}/${index}`);
  for (const [index, path] of paths.entries()) {
    site().page(path, async () => {
      if (index >= 10) await gate;
      return html(path);
    });
  }
  const monitor = await newMonitor(
    ctx,
    paths.map((path) => site().url(path)),
  );
  const { id } = await startCheck(ctx, monitor.id);
  return { monitor, id, open };
}

const recorded = async (id: string, count: number) =>
  until(async () => expect((await readCheck(id)).newPages).toBe(count));

/** The check is complete, and nothing of it is doubled. */
async function expectOnce(id: string, credits = 40) {
  const check = await readCheck(id);
  expect(check).toMatchObject({
    status: "completed",
    newPages: 40,
    pageCredits: credits,
    actualCredits: credits,
    billingStatus: "confirmed",
  });
  const pages = await readPages(ctx, id);
  expect(pages).toHaveLength(40);
  expect(new Set(pages.map((page) => page.url)).size).toBe(40);
  expect(await soundLedger(ctx.teamId)).toMatchObject({ reserved: 0, charged: credits });
}

const jobsOf = async (id: string) =>
  db().execute<{ locked_by: string | null; attempts: number }>(
    sql`select locked_by, attempts from graphile_worker.jobs where key = ${`check:${id}`}`,
  );

test("a worker told to stop hands its check back, and whoever takes it goes on where it was", async () => {
  const { id, open } = await halfOpen("handed-back");
  const shutdown = new AbortController();
  const first = runCheck(id, { fetchPage, shutdown: shutdown.signal });
  await recorded(id, 10);
  shutdown.abort(new Error("the worker is stopping"));
  await first;
  expect(await readCheck(id)).toMatchObject({
    status: "queued",
    newPages: 10,
    crashes: 0,
    heartbeatAt: null,
  });
  expect(await jobsOf(id)).toHaveLength(1);
  site().forget();
  open();
  await runCheck(id, { fetchPage, shutdown: never });
  await expectOnce(id);
  expect(site().hits("/handed-back/0")).toBe(0);
  expect(await readCheck(id)).toMatchObject({ attempt: 2, crashes: 0 });
});

test("stopped before it began, between pages, and after the last one: nothing is lost or doubled", async () => {
  const { id, open } = await halfOpen("any-time");
  await runCheck(id, { fetchPage, shutdown: AbortSignal.abort(new Error("stopping")) });
  expect(await readCheck(id)).toMatchObject({ status: "queued", newPages: 0 });
  open();
  for (let seen = 0; (await readCheck(id)).status !== "completed"; seen++) {
    const shutdown = new AbortController();
    let fetched = 0;
    const counting: typeof fetchPage = async (...args) => {
      const page = await fetchPage(...args);
      if (++fetched === 3) shutdown.abort(new Error("stopping"));
      return page;
    };
    await runCheck(id, { fetchPage: counting, shutdown: shutdown.signal });
    expect(seen).toBeLessThan(40);
  }
  await expectOnce(id);
  expect((await readCheck(id)).crashes).toBe(0);
});

test("targets changed while a check runs, or waits, are the next check's", async () => {
  const { monitor, id, open } = await halfOpen("changed");
  const shutdown = new AbortController();
  const first = runCheck(id, { fetchPage, shutdown: shutdown.signal });
  await recorded(id, 10);
  const other = { type: "scrape" as const, urls: [site().url("/changed/0"), site().url("/elsewhere")] };
  await updateMonitor(ctx, monitor.id, { targets: [other] });
  shutdown.abort(new Error("the worker is stopping"));
  await first;
  await updateMonitor(ctx, monitor.id, { targets: [{ ...other, urls: [site().url("/third")] }] });
  open();
  await runCheck(id, { fetchPage, shutdown: never });
  await expectOnce(id);
  expect((await readCheck(id)).targetResults).toMatchObject([
    { targetId: monitor.targets[0]?.id, summary: { totalPages: 40, new: 40 }, credits: { total: 40 } },
  ]);
  site().page("/third", html("third"));
  const { id: next } = await startCheck(ctx, monitor.id);
  await runCheck(next, { fetchPage, shutdown: never });
  expect((await readPages(ctx, next)).map(({ url }) => url)).toEqual([site().url("/third")]);
});

test("a check that takes too long ends, with its pages kept and charged", async () => {
  const { monitor, id } = await halfOpen("too-long");
  const shutdown = new AbortController();
  const first = runCheck(id, { fetchPage, shutdown: shutdown.signal });
  await recorded(id, 10);
  shutdown.abort(new Error("the worker is stopping"));
  await first;
  await db().execute(sql`update checks set started_at = now() - interval '6 hours' where id = ${id}`);
  await runCheck(id, { fetchPage, shutdown: never });
  const ended = await readCheck(id);
  expect(ended).toMatchObject({ status: "failed", actualCredits: 10, billingStatus: "confirmed" });
  expect(ended.error).toMatch(/longer than 6 hours.*Watch fewer pages/);
  expect(await soundLedger(ctx.teamId)).toMatchObject({ reserved: 0, charged: 10 });
  expect((await startCheck(ctx, monitor.id)).status).toBe("queued");
});

test("a second worker that claims the check fences the first: what that one still finds is dropped", async () => {
  const { id, open } = await halfOpen("fenced");
  const first = runCheck(id, { fetchPage, shutdown: never });
  await recorded(id, 10);
  const second = runCheck(id, { fetchPage, shutdown: never });
  await until(async () => expect((await readCheck(id)).attempt).toBe(2));
  open();
  await Promise.all([first, second]);
  await expectOnce(id);
});

test("a stale worker's batch is refused whole: no page, no baseline, no credit", async () => {
  site().page("/stale", html("stale"));
  const monitor = await newMonitor(ctx, [site().url("/stale")]);
  const { id } = await startCheck(ctx, monitor.id);
  const stale = await claimCheck(id);
  const fresh = await claimCheck(id);
  expect([stale?.attempt, fresh?.attempt]).toEqual([1, 2]);
  await expect(recordPages(stale!, [])).rejects.toThrow("no longer this worker's");
  await runCheck(id, { fetchPage, shutdown: never });
  expect(await readCheck(id)).toMatchObject({ status: "completed", newPages: 1, attempt: 3 });
});

test("the job run by two workers at once, and again after the end, doubles nothing", async () => {
  const { id, open } = await halfOpen("twice");
  open();
  await Promise.all([1, 2].map(() => runCheck(id, { fetchPage, shutdown: never })));
  await expectOnce(id);
  const ended = await readCheck(id);
  site().forget();
  await runCheck(id, { fetchPage, shutdown: never });
  expect(await readCheck(id)).toEqual(ended);
  expect(site().hits("/twice/0")).toBe(0);
});

test("a check found running for the third time after a crash fails, with a reason, and costs nothing", async () => {
  const { monitor, id, open } = await halfOpen("crashing");
  const first = runCheck(id, { fetchPage, shutdown: never });
  await recorded(id, 10);
  // A worker that was killed leaves exactly this behind: a claim, and nobody who holds it.
  for (const attempt of [2, 3]) expect((await claimCheck(id))?.attempt).toBe(attempt);
  expect(await claimCheck(id)).toBeNull();
  open();
  await first;
  const check = await getCheck(ctx, monitor.id, id);
  expect(check).toMatchObject({ status: "failed", crashes: 3, actualCredits: 0, billingStatus: "released" });
  expect(check.error).toMatch(/crashed its worker 3 times/);
  // Its pages are kept, and say the same of their cost.
  expect(check.targetResults).toMatchObject([{ summary: { new: 10 }, credits: { base: 0, total: 0 } }]);
  const pages = await readPages(ctx, id);
  expect(pages.map((page) => page.credits.total)).toEqual(Array(10).fill(0));
  expect(await soundLedger(ctx.teamId)).toMatchObject({ reserved: 0, charged: 0 });
  expect((await startCheck(ctx, monitor.id)).status).toBe("queued");
});

test("a check nobody touches any more gets a job again; one that is worked on or waits is left alone", async () => {
  const { id } = await halfOpen("stranded");
  await db().execute(sql`select graphile_worker.remove_job(${`check:${id}`})`);
  await recoverChecks();
  expect(await jobsOf(id)).toHaveLength(0);
  const longAgo = sql`now() - interval '21 seconds'`;
  await db().update(checks).set({ updatedAt: longAgo }).where(eq(checks.id, id));
  await Promise.all([recoverChecks(), recoverChecks()]);
  expect(await jobsOf(id)).toHaveLength(1);
  // It waits in a long queue: that is no reason to queue it again.
  await db().update(checks).set({ updatedAt: longAgo, heartbeatAt: longAgo }).where(eq(checks.id, id));
  await recoverChecks();
  expect((await readCheck(id)).heartbeatAt?.getTime()).toBeLessThan(Date.now() - 20_000);
});

test("the job of a check whose every try failed is queued anew, with all its tries", async () => {
  const { id } = await halfOpen("exhausted");
  await db().execute(sql`
    update graphile_worker._private_jobs set attempts = max_attempts where key = ${`check:${id}`}`);
  await db().update(checks).set({ updatedAt: sql`now() - interval '21 seconds'` }).where(eq(checks.id, id));
  await recoverChecks();
  expect(await jobsOf(id)).toMatchObject([{ attempts: 0, locked_by: null }]);
});

test("a job locked by a worker that is gone is free within a second; a living worker keeps its own", async () => {
  const gone = await halfOpen("lock-of-the-dead");
  const alive = await halfOpen("lock-of-the-living");
  const lock = (id: string, worker: string) =>
    db().execute(sql`
      update graphile_worker._private_jobs set locked_by = ${worker}, locked_at = now() - interval '2 seconds'
      where key = ${`check:${id}`}`);
  await lock(gone.id, "pool-dead");
  await lock(alive.id, "pool-alive");
  await db().transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${0x71e0}, hashtext('pool-alive'))`);
    await recoverChecks();
  });
  expect(await jobsOf(gone.id)).toMatchObject([{ locked_by: null }]);
  expect(await jobsOf(alive.id)).toMatchObject([{ locked_by: "pool-alive" }]);
});

test("a write that the database refuses costs a try, not a page", async () => {
  const { id, open } = await halfOpen("refused");
  const work = runCheck(id, { fetchPage, shutdown: never });
  await recorded(id, 10);
  await db().execute(sql`alter table check_pages rename to check_pages_away`);
  open();
  await expect(work).rejects.toThrow();
  await db().execute(sql`alter table check_pages_away rename to check_pages`);
  await runCheck(id, { fetchPage, shutdown: never });
  await expectOnce(id);
});
