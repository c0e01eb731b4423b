import { eq, inArray, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { beforeEach, expect, test } from "vitest";
import { getCheck, recoverChecks, startCheck } from "#lib/check/index.ts";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { checks, workers } from "#lib/db/schema.ts";
import {
  comparer,
  files,
  newMonitor,
  ownSite,
  readCheck,
  readPages,
  runCheck,
  soundLedger,
} from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import { claimCheck, claimChecks, claimSuspect } from "./claim.ts";
import { whatToDo } from "./look.ts";
import { runCheck as carryOut } from "./run-check.ts";
import { servicesOf } from "./runner.ts";
import { signOn } from "./sign-of-life.ts";

ownDatabase();
const { site, fetchPage } = ownSite();
const never = new AbortController().signal;

let ctx: Ctx;
beforeEach(async () => {
  ctx = await newTeam();
  await db().execute(sql`delete from checks`);
});

/** Checks of one page each that wait. */
async function waiting(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    const path = `/${uuidv7()}`;
    site().page(path, `<main>${path}</main>`);
    const monitor = await newMonitor(ctx, [site().url(path)]);
    ids.push((await startCheck(ctx, monitor.id)).id);
  }
  return ids;
}

/** Gives checks to a worker that then dies: its row is left, and nobody holds its lock. */
async function die(ids: string[], fields: { heartbeatAt?: Date } = {}): Promise<void> {
  const id = uuidv7();
  await db()
    .insert(workers)
    .values({ id, ...fields });
  for (const checkId of ids) await claimCheck(id, checkId);
}

const stateOf = async (ids: string[]) =>
  db()
    .select({
      status: checks.status,
      crashes: checks.crashes,
      loneCrashes: checks.loneCrashes,
      suspect: checks.suspect,
    })
    .from(checks)
    .where(inArray(checks.id, ids))
    .orderBy(checks.id);

test("whatever a dead worker had in hand is under suspicion, and counts no crash of its own", async () => {
  const ids = await waiting(3);
  await die(ids);
  expect(await whatToDo()).toMatchObject({ stranded: true });
  await Promise.all([recoverChecks(), recoverChecks()]);
  expect(await stateOf(ids)).toEqual(
    Array(3).fill({ status: "queued", crashes: 1, loneCrashes: 0, suspect: true }),
  );
  expect(await whatToDo()).toMatchObject({ stranded: false, waiting: false, suspects: true });
  expect(await db().select().from(workers)).toEqual([]);
});

test("a crash counts against a check that was alone in hand", async () => {
  const ids = await waiting(1);
  await die(ids);
  await recoverChecks();
  expect(await stateOf(ids)).toEqual([{ status: "queued", crashes: 1, loneCrashes: 1, suspect: true }]);
});

test("suspects are not given out with the others, and the innocent come before the guilty", async () => {
  const [guilty, innocent, fresh] = (await waiting(3)) as [string, string, string];
  await db().update(checks).set({ suspect: true, crashes: 2, loneCrashes: 1 }).where(eq(checks.id, guilty));
  await db().update(checks).set({ suspect: true, crashes: 3 }).where(eq(checks.id, innocent));
  const worker = uuidv7();
  const claim = { worker, trigger: "manual" as const, limit: 9, perTeam: 9, afterTeam: "", passedOver: [] };
  expect((await claimChecks(claim)).map(({ id }) => id)).toEqual([fresh]);
  expect((await claimSuspect(worker))?.id).toBe(innocent);
  expect((await claimSuspect(worker))?.id).toBe(guilty);
  expect(await claimSuspect(worker)).toBeUndefined();
});

test("a page that it records clears a check", async () => {
  const [id] = (await waiting(1)) as [string];
  await die([id]);
  await recoverChecks();
  await runCheck(id, { fetchPage, shutdown: never });
  expect(await stateOf([id])).toEqual([{ status: "completed", crashes: 1, loneCrashes: 0, suspect: false }]);
});

test("what keeps ending its worker alone is given up, with a reason, and costs nothing", async () => {
  const [id] = (await waiting(1)) as [string];
  for (const crashes of [1, 2]) {
    await die([id]);
    await recoverChecks();
    expect(await stateOf([id])).toEqual([{ status: "queued", crashes, loneCrashes: crashes, suspect: true }]);
  }
  await die([id]);
  await recoverChecks();
  const { monitorId } = await readCheck(id);
  const check = await getCheck(ctx, monitorId, id);
  expect(check).toMatchObject({ status: "failed", crashes: 3, actualCredits: 0, billingStatus: "released" });
  expect(check.error).toMatch(/crashed its worker 3 times/);
  expect(await soundLedger(ctx.teamId)).toMatchObject({ reserved: 0, charged: 0 });
  expect((await startCheck(ctx, monitorId)).status).toBe("queued");
});

test("pages of a check that is given up are kept, and say that they cost nothing", async () => {
  const paths = ["/kept/1", "/kept/2"];
  for (const path of paths) site().page(path, `<main>${path}</main>`);
  site().page("/kept/2", { hang: true });
  const monitor = await newMonitor(
    ctx,
    paths.map((path) => site().url(path)),
  );
  const { id } = await startCheck(ctx, monitor.id);
  const shutdown = new AbortController();
  const run = runCheck(id, { fetchPage, shutdown: shutdown.signal });
  await expect.poll(async () => (await readCheck(id)).newPages, { timeout: 5000 }).toBe(1);
  shutdown.abort(new Error("stopping"));
  await run;
  for (const _ of [1, 2, 3]) {
    await die([id]);
    await recoverChecks();
  }
  const check = await getCheck(ctx, monitor.id, id);
  expect(check.targetResults).toMatchObject([{ summary: { new: 1 }, credits: { base: 0, total: 0 } }]);
  expect((await readPages(ctx, id)).map((page) => page.credits.total)).toEqual([0]);
});

test("innocents beside a guilty one, at death after death, are never given up", async () => {
  const ids = await waiting(5);
  for (let death = 1; death <= 6; death++) {
    await die(ids);
    await recoverChecks();
  }
  expect(await stateOf(ids)).toEqual(
    Array(5).fill({ status: "queued", crashes: 6, loneCrashes: 0, suspect: true }),
  );
});

test("a check that has all its pages is finished, never failed", async () => {
  const [id] = (await waiting(1)) as [string];
  await db().update(checks).set({ crashes: 5, loneCrashes: 2, suspect: true }).where(eq(checks.id, id));
  const worker = uuidv7();
  await db().insert(workers).values({ id: worker });
  const check = (await claimCheck(worker, id))!;
  // Its worker dies after the page was written, and before the end is.
  const { recorder, ...services } = servicesOf({
    fetchPage,
    compare: comparer.compare,
    fetchFile: files().fetchFile,
  });
  const own = recorder.of(check, 1);
  const dying = { of: () => ({ ...own, end: () => own.flush() }) };
  await carryOut(check, { ...services, recorder: dying }, never);
  expect(await readCheck(id)).toMatchObject({ status: "running", newPages: 1 });
  await recoverChecks();
  expect(await readCheck(id)).toMatchObject({ status: "completed", newPages: 1, actualCredits: 1 });
  expect(await soundLedger(ctx.teamId)).toMatchObject({ reserved: 0, charged: 1 });
});

test("that PostgreSQL began anew is no fault of what was in hand", async () => {
  const ids = await waiting(2);
  await die(ids, { heartbeatAt: new Date(0) });
  await recoverChecks();
  expect(await stateOf(ids)).toEqual(
    Array(2).fill({ status: "queued", crashes: 0, loneCrashes: 0, suspect: false }),
  );
});

test("checks of a worker nobody knows go back to the queue", async () => {
  const ids = await waiting(1);
  await claimCheck(uuidv7(), ids[0]!);
  expect(await whatToDo()).toMatchObject({ stranded: true });
  await recoverChecks();
  expect(await stateOf(ids)).toEqual([{ status: "queued", crashes: 0, loneCrashes: 0, suspect: false }]);
});

test("a living worker keeps what it has; one that is silent for 20 seconds loses it, and is told so", async () => {
  const ids = await waiting(1);
  const gone = new AbortController();
  const worker = await signOn(gone.signal, () => {});
  const claim = await claimCheck(worker.id, ids[0]!);
  expect(await worker.beat([claim!])).toEqual(new Set());
  await recoverChecks();
  expect(await stateOf(ids)).toMatchObject([{ status: "running" }]);
  await db().update(workers).set({ heartbeatAt: sql`now() - interval '21 seconds'` });
  await recoverChecks();
  expect(await stateOf(ids)).toEqual([{ status: "queued", crashes: 1, loneCrashes: 1, suspect: true }]);
  await expect(worker.beat([claim!])).rejects.toThrow(/taken for dead/);
  gone.abort();
});

test("a beat names the claims that hold no more", async () => {
  const ids = await waiting(2);
  const gone = new AbortController();
  const worker = await signOn(gone.signal, () => {});
  const claims = await Promise.all(ids.map((id) => claimCheck(worker.id, id)));
  await db().update(checks).set({ status: "failed" }).where(eq(checks.id, ids[0]!));
  expect(await worker.beat(claims.map((claim) => claim!))).toEqual(new Set([ids[0]]));
  await worker.leave();
  gone.abort();
});
