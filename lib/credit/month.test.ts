import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterEach, expect, test, vi } from "vitest";
import { db } from "#lib/db/client.ts";
import { creditEntries } from "#lib/db/schema.ts";
import { soundLedger } from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";

ownDatabase();

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

/** The module as a process that has just started with this plan sees it, at this time. */
async function startedAnew(plan: number, at = new Date()) {
  vi.useFakeTimers({ toFake: ["Date"], now: at });
  vi.stubEnv("TIDEMARK_MONTHLY_CREDITS", String(plan));
  vi.resetModules();
  return import("./index.ts");
}

const today = new Date();
const monthsAhead = (count: number) =>
  new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + count, 1, 0, 0, 1));

const entriesOf = (teamId: string) =>
  db()
    .select({ kind: creditEntries.kind, delta: creditEntries.availableDelta })
    .from(creditEntries)
    .where(eq(creditEntries.teamId, teamId))
    .orderBy(creditEntries.id);

async function reserve(credit: Awaited<ReturnType<typeof startedAnew>>, teamId: string, amount: number) {
  const reservation = { teamId, checkId: uuidv7(), monitorId: uuidv7(), apiKeyId: null, amount };
  expect(await db().transaction((tx) => credit.reserveCredits(tx, reservation))).toBe(true);
  return {
    settle: (actual: number) =>
      db().transaction((tx) => credit.settleCredits(tx, [{ ...reservation, actual }])),
  };
}

test("a new month: what was left expires, the plan is granted once, though asked by many at once", async () => {
  const ctx = await newTeam();
  const credit = await startedAnew(100_000);
  await (await reserve(credit, ctx.teamId, 40)).settle(40);
  const next = await startedAnew(100_000, monthsAhead(1));
  const asked = await Promise.all(Array.from({ length: 10 }, () => next.availableCredits(ctx)));
  expect(asked).toEqual(Array(10).fill(100_000));
  const other = await startedAnew(100_000, monthsAhead(1));
  await other.grantMonth(ctx.teamId);
  expect((await entriesOf(ctx.teamId)).filter(({ kind }) => kind === "expire" || kind === "grant")).toEqual([
    { kind: "grant", delta: 100_000 },
    { kind: "expire", delta: -99_960 },
    { kind: "grant", delta: 100_000 },
  ]);
  expect(await soundLedger(ctx.teamId)).toEqual({ available: 100_000, reserved: 0, charged: 40 });
});

test("a check that runs over the turn of the month is settled from its reservation", async () => {
  const ctx = await newTeam();
  const credit = await startedAnew(100_000);
  const running = await reserve(credit, ctx.teamId, 40);
  const next = await startedAnew(100_000, monthsAhead(1));
  await next.grantMonth(ctx.teamId);
  expect(await soundLedger(ctx.teamId)).toEqual({ available: 100_000, reserved: 40, charged: 0 });
  await running.settle(15);
  expect(await soundLedger(ctx.teamId)).toEqual({ available: 100_025, reserved: 0, charged: 15 });
  await (await startedAnew(100_000, monthsAhead(2))).grantMonth(ctx.teamId);
  expect((await soundLedger(ctx.teamId)).available).toBe(100_000);
});

test("months nobody asked in are not made up for", async () => {
  const ctx = await newTeam();
  await (await startedAnew(100_000, monthsAhead(7))).grantMonth(ctx.teamId);
  expect((await soundLedger(ctx.teamId)).available).toBe(100_000);
});

test("a plan changed within the month adjusts what is left, never below zero, and back again", async () => {
  const ctx = await newTeam();
  const left = async (plan: number) => (await startedAnew(plan)).availableCredits(ctx);
  await (await reserve(await startedAnew(100_000), ctx.teamId, 60)).settle(60);
  expect(await left(250_000)).toBe(249_940);
  expect(await left(100_000)).toBe(99_940);
  expect(await left(100)).toBe(40);
  expect(await left(50)).toBe(0);
  const entries = (await entriesOf(ctx.teamId)).length;
  expect(await left(50)).toBe(0);
  expect(await entriesOf(ctx.teamId)).toHaveLength(entries);
  expect(await left(100)).toBe(40);
  expect(await soundLedger(ctx.teamId)).toEqual({ available: 40, reserved: 0, charged: 60 });
});
