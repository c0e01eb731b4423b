import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { beforeEach, expect, test, vi } from "vitest";
import { startCheck, updateMonitor } from "#lib/check/index.ts";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { newMonitor, ownSite, readCheck, readPages, runCheck, soundLedger } from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import { claimCheck } from "./claim.ts";
import { handBack } from "./hand-back.ts";
import { recordBatch } from "./record.ts";

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
    worker: null,
    suspect: false,
  });
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

test("another worker that has the check in hand fences the first: what that one still finds is dropped", async () => {
  const { id, open } = await halfOpen("fenced");
  const first = runCheck(id, { fetchPage, shutdown: never });
  await recorded(id, 10);
  // As it is when a worker was taken for dead, and was not.
  await handBack([{ ...(await claimOf(id)), attempt: 1 }]);
  const second = runCheck(id, { fetchPage, shutdown: never });
  await until(async () => expect((await readCheck(id)).attempt).toBe(2));
  open();
  await Promise.all([first, second]);
  await expectOnce(id);
});

const claimOf = async (id: string) => {
  const { teamId, monitorId, attempt } = await readCheck(id);
  return { id, teamId, monitorId, attempt };
};

test("a stale worker's batch is refused whole: no page, no baseline, no end, no credit", async () => {
  site().page("/stale", html("stale"));
  const monitor = await newMonitor(ctx, [site().url("/stale")]);
  const { id } = await startCheck(ctx, monitor.id);
  const stale = (await claimCheck(uuidv7(), id))!;
  await handBack([stale]);
  const fresh = (await claimCheck(uuidv7(), id))!;
  expect([stale.attempt, fresh.attempt]).toEqual([1, 2]);
  const end = { check: stale, expectedPages: 1, results: [], ending: { status: "finished" as const } };
  expect(await recordBatch([end])).toEqual(new Set([id]));
  expect(await readCheck(id)).toMatchObject({ status: "running", attempt: 2 });
  await handBack([fresh]);
  await runCheck(id, { fetchPage, shutdown: never });
  expect(await readCheck(id)).toMatchObject({ status: "completed", newPages: 1, attempt: 3 });
});

test("a check wanted by two workers at once, and again after its end, is carried out once", async () => {
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

test("a write that the database refuses costs a try, not a page", async () => {
  const { id, open } = await halfOpen("refused");
  const work = runCheck(id, { fetchPage, shutdown: never });
  await recorded(id, 10);
  await db().execute(sql`alter table check_pages rename to check_pages_away`);
  open();
  await expect(work).rejects.toThrow();
  await db().execute(sql`alter table check_pages_away rename to check_pages`);
  await handBack([await claimOf(id)]);
  await runCheck(id, { fetchPage, shutdown: never });
  await expectOnce(id);
});
