import { eq, inArray, sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { availableCredits } from "#lib/credit/index.ts";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { checks, monitors } from "#lib/db/schema.ts";
import type { Monitor } from "#lib/monitor/index.ts";
import { checksOf, newMonitor, ownSite, readCheck, runCheck, soundLedger } from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import { deleteMonitor, startCheck, startDueChecks, updateMonitor } from "./index.ts";

ownDatabase();
const { site, fetchPage } = ownSite();
const never = new AbortController().signal;

let ctx: Ctx;
beforeEach(async () => {
  ctx = await newTeam();
});
// Monitors of other tests are not due again while these run.
afterEach(() => db().update(monitors).set({ nextRunAt: null }));

const due = async (seconds = 1, fields: Record<string, unknown> = {}): Promise<Monitor> => {
  const monitor = await newMonitor(ctx, [site().url("/due")], fields);
  return setDue(monitor, seconds);
};

async function setDue(monitor: Monitor, seconds: number): Promise<Monitor> {
  const nextRunAt = new Date(Date.now() - seconds * 1000);
  await db().update(monitors).set({ nextRunAt }).where(eq(monitors.id, monitor.id));
  return { ...monitor, nextRunAt };
}

const nextRunOf = async (id: string) => {
  const [row] = await db().select({ at: monitors.nextRunAt }).from(monitors).where(eq(monitors.id, id));
  return row?.at?.getTime() ?? null;
};

test("a due monitor's check is queued by the call, with its reservation", async () => {
  site().page("/due", "<main>due</main>");
  const monitor = await due();
  expect(await startDueChecks()).toBe(1);
  const [check] = await checksOf(monitor.id);
  expect(check).toMatchObject({
    status: "queued",
    trigger: "scheduled",
    scheduledFor: monitor.nextRunAt,
    estimatedCredits: 1,
    reservedCredits: 1,
    billingStatus: "reserved",
  });
  expect(await nextRunOf(monitor.id)).toBeGreaterThan(Date.now());
  expect(await startDueChecks()).toBe(0);
  await runCheck(check!.id, { fetchPage, shutdown: never });
  expect(await readCheck(check!.id)).toMatchObject({ status: "completed", newPages: 1, actualCredits: 1 });
});

test("a monitor that is not due yet does not start", async () => {
  const monitor = await due(-60);
  expect(await startDueChecks()).toBe(0);
  expect(await checksOf(monitor.id)).toEqual([]);
});

test("due at the very instant counts as due, and the next run is strictly later", async () => {
  const monitor = await newMonitor(ctx, [site().url("/due")], { schedule: { cron: "*/5 * * * *" } });
  const instant = monitor.nextRunAt!;
  await startDueChecks(instant);
  expect(await checksOf(monitor.id)).toMatchObject([{ status: "queued", scheduledFor: instant }]);
  expect(await nextRunOf(monitor.id)).toBe(instant.getTime() + 5 * 60_000);
});

test.each(["queued", "running"] as const)("a check still %s leaves a skipped_overlap row", async (status) => {
  const monitor = await due();
  const running = await startCheck(ctx, monitor.id);
  await db().update(checks).set({ status, worker: running.id }).where(eq(checks.id, running.id));
  await startDueChecks();
  const [, skipped] = await checksOf(monitor.id);
  expect(skipped).toMatchObject({
    status: "skipped_overlap",
    trigger: "scheduled",
    scheduledFor: monitor.nextRunAt,
    reservedCredits: 0,
    actualCredits: 0,
    billingStatus: "not_applicable",
    error: expect.stringMatching(/still running/),
  });
  expect(skipped?.finishedAt).not.toBeNull();
  expect(await soundLedger(ctx.teamId)).toMatchObject({ reserved: 1 });
});

test("without the credits a check is skipped, nothing is fetched, and those that fit still start", async () => {
  const urls = (count: number) => Array.from({ length: count }, (_, index) => site().url(`/poor/${index}`));
  const small = await setDue(await newMonitor(ctx, urls(3)), 30);
  const large = await setDue(await newMonitor(ctx, urls(60)), 20);
  const last = await setDue(await newMonitor(ctx, urls(2)), 10);
  // Spends all but five credits in a check of another monitor.
  const left = await availableCredits(ctx);
  await db().execute(sql`
    insert into credit_entries (team_id, kind, available_delta, reserved_delta, check_id)
    values (${ctx.teamId}, 'reserve', ${5 - left}, ${left - 5}, gen_random_uuid())`);
  site().forget();
  expect(await startDueChecks()).toBe(3);
  const [skipped] = await checksOf(large.id);
  expect(skipped).toMatchObject({
    status: "skipped_no_credits",
    estimatedCredits: 60,
    reservedCredits: 0,
    actualCredits: 0,
    billingStatus: "not_applicable",
    error: expect.stringMatching(/not enough credits/),
  });
  expect(await checksOf(small.id)).toMatchObject([{ status: "queued" }]);
  expect(await checksOf(last.id)).toMatchObject([{ status: "queued" }]);
  await runCheck(skipped!.id, { fetchPage, shutdown: never });
  expect(site().hits("/poor/0")).toBe(0);
  expect(await availableCredits(ctx)).toBe(0);
  await soundLedger(ctx.teamId);
});

test("paused and deleted monitors are never due", async () => {
  const paused = await due();
  const deleted = await due();
  await updateMonitor(ctx, paused.id, { status: "paused" });
  await deleteMonitor(ctx, deleted.id);
  expect(await startDueChecks()).toBe(0);
  for (const { id } of [paused, deleted]) {
    expect(await checksOf(id)).toEqual([]);
    await expect(
      db().update(monitors).set({ nextRunAt: new Date() }).where(eq(monitors.id, id)),
    ).rejects.toThrow();
  }
});

test("dispatchers at the same time, beside hand-made runs, start each monitor once", async () => {
  const watched = await Promise.all(Array.from({ length: 60 }, () => due()));
  const pressed = watched.slice(0, 20);
  await Promise.all([
    ...[1, 2, 3].map(() => startDueChecks()),
    ...pressed.map(({ id }) => startCheck(ctx, id).catch((error) => expect(error.code).toBe("CONFLICT"))),
  ]);
  await startDueChecks();
  for (const { id } of watched) {
    const rows = await checksOf(id);
    expect(rows.filter(({ status }) => status === "queued")).toHaveLength(1);
    expect(rows.filter(({ trigger }) => trigger === "scheduled")).toHaveLength(1);
  }
  expect(await soundLedger(ctx.teamId)).toMatchObject({ reserved: 60, charged: 0 });
});

test("after a day of downtime each monitor runs once, a few a call, and then at its usual time", async () => {
  const day = 86_400;
  const missed: Monitor[] = [];
  for (let index = 0; index < 60; index++)
    missed.push(await due(day - index, { schedule: { cron: "0 * * * *" } }));
  const punctual = await due(30);
  const calls: number[] = [];
  await vi.waitFor(
    async () => {
      calls.push(await startDueChecks());
      expect(calls.at(-1)).toBe(0);
    },
    { timeout: 10_000, interval: 1 },
  );
  // What is due now does not wait for what was missed.
  expect((await checksOf(punctual.id))[0]?.createdAt).toBeDefined();
  expect(calls[0]).toBeLessThanOrEqual(26);
  expect(Math.max(...calls)).toBeLessThanOrEqual(26);
  expect(calls.reduce((sum, count) => sum + count)).toBe(61);
  const rows = await db()
    .select()
    .from(checks)
    .where(
      inArray(
        checks.monitorId,
        missed.map(({ id }) => id),
      ),
    );
  expect(rows).toHaveLength(60);
  expect(new Set(rows.map(({ monitorId }) => monitorId)).size).toBe(60);
  for (const { id } of missed) expect(await nextRunOf(id)).toBeGreaterThan(Date.now());
});

test("one schedule that this machine cannot read holds up no other", async () => {
  const odd = await due(10);
  await db().update(monitors).set({ timezone: "Mars/Olympus" }).where(eq(monitors.id, odd.id));
  const fine = await due();
  expect(await startDueChecks()).toBe(2);
  for (const { id } of [odd, fine]) expect(await checksOf(id)).toMatchObject([{ status: "queued" }]);
  expect(await nextRunOf(odd.id)).toBeNull();
  expect(await nextRunOf(fine.id)).toBeGreaterThan(Date.now());
});
