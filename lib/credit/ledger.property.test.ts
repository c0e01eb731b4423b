import { and, eq, inArray, sql } from "drizzle-orm";
import fc from "fast-check";
import { v7 as uuidv7 } from "uuid";
import { expect, test, vi } from "vitest";
import type { PageResult } from "#lib/check/run/check-page.ts";
import { type ClaimedCheck, claimCheck } from "#lib/check/run/claim.ts";
import { finishCheck } from "#lib/check/run/finish.ts";
import { handBack } from "#lib/check/run/hand-back.ts";
import { recordBatch } from "#lib/check/run/record.ts";
import { CheckTakenError } from "#lib/check/run/recorder.ts";
import { newMonitor, soundLedger } from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import { cancelCheck, recoverChecks, startCheck, startDueChecks, updateMonitor } from "../check/index.ts";
import type { Ctx } from "../ctx.ts";
import { db } from "../db/client.ts";
import { checks, creditEntries, monitors, workers } from "../db/schema.ts";
import { TidemarkError } from "../errors.ts";
import { trackPages } from "../page/index.ts";
import { settleCredits } from "./index.ts";

// A plan small enough to run out, so that refusals happen too.
vi.hoisted(() => {
  process.env.TIDEMARK_MONTHLY_CREDITS = "60";
});
ownDatabase();

const MONITORS = 3;
const SIZES = [4, 28, 50];

/** One thing that happens to one monitor; `pick` chooses among the workers that ever claimed a check of it. */
const Step = fc.record({
  what: fc.constantFrom(
    ...([
      "press",
      "due",
      "due",
      "claim",
      "claim",
      "recover",
      "record",
      "record",
      "record",
      "finish",
    ] as const),
    ...(["fail", "cancel", "pause", "resume", "handBack", "settleAgain"] as const),
  ),
  monitor: fc.nat(MONITORS - 1),
  /** Mostly the one that claimed last. */
  pick: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(9) }),
  count: fc.integer({ min: 1, max: 12 }),
  price: fc.nat(2),
});
type Step = { what: string; monitor: number; pick: number; count: number; price: number };

/** What happens at the same time, on connections of their own. */
const Wave = fc.array(Step, { minLength: 1, maxLength: 6, size: "max" });

class World {
  readonly ctx: Ctx;
  readonly ids: string[];
  readonly claims: ClaimedCheck[][];

  constructor(ctx: Ctx, ids: string[]) {
    this.ctx = ctx;
    this.ids = ids;
    this.claims = ids.map(() => []);
  }

  static async make(): Promise<World> {
    const ctx = await newTeam();
    const ids: string[] = [];
    for (const [index, size] of SIZES.entries()) {
      const urls = Array.from({ length: size }, (_, page) => `https://example.com/${index}/${page}`);
      ids.push((await newMonitor(ctx, urls)).id);
    }
    const world = new World(ctx, ids);
    // The first two already run; for the third the credits do not suffice meanwhile.
    for (const monitor of ids.keys()) {
      for (const what of ["press", "claim"]) await world.do({ what, monitor, pick: 0, count: 0, price: 0 });
    }
    return world;
  }

  async do(step: Step): Promise<void> {
    try {
      await this.attempt(step);
    } catch (error) {
      if (!(error instanceof TidemarkError || error instanceof CheckTakenError)) throw error;
    }
  }

  private async attempt({ what, monitor, pick, count, price }: Step): Promise<unknown> {
    const id = this.ids[monitor]!;
    const claims = this.claims[monitor]!;
    const claim = claims.at(-1 - (pick % Math.max(claims.length, 1)));
    if (what === "press") return startCheck(this.ctx, id);
    if (what === "due") return this.comeDue(id);
    if (what === "pause") return updateMonitor(this.ctx, id, { status: "paused" });
    if (what === "resume") return updateMonitor(this.ctx, id, { status: "active" });
    if (what === "claim") return this.claim(monitor);
    if (what === "recover") return recoverChecks();
    if (what === "cancel") return this.withLive(id, (checkId) => cancelCheck(this.ctx, id, checkId));
    // The rest is done by a worker, which may long have been taken for dead.
    if (!claim) return;
    if (what === "record") return record(claim, count, price);
    if (what === "handBack") return handBack([claim]);
    if (what === "settleAgain") return settleAgain(claim, count);
    const ending =
      what === "finish"
        ? { status: "finished" as const }
        : { status: "failed" as const, error: "Failed.", charge: "nothing" as const };
    return recordBatch([{ check: claim, expectedPages: null, results: [], ending }]);
  }

  private async comeDue(id: string): Promise<void> {
    await db()
      .update(monitors)
      .set({ nextRunAt: sql`now()` })
      .where(and(eq(monitors.id, id), eq(monitors.status, "active")));
    await startDueChecks();
  }

  private async claim(monitor: number): Promise<void> {
    await this.withLive(this.ids[monitor]!, async (checkId) => {
      const worker = uuidv7();
      const claim = await claimCheck(worker, checkId);
      // Nobody holds its lock, so it is dead to whoever looks.
      if (claim) await db().insert(workers).values({ id: worker });
      if (claim) this.claims[monitor]?.push(claim);
    });
  }

  async withLive(monitorId: string, work: (checkId: string) => Promise<unknown>): Promise<void> {
    const live = inArray(checks.status, ["queued", "running"]);
    const [check] = await db()
      .select({ id: checks.id })
      .from(checks)
      .where(and(eq(checks.monitorId, monitorId), live));
    if (check) await work(check.id);
  }
}

async function record(claim: ClaimedCheck, count: number, price: number): Promise<void> {
  const [target] = claim.targets;
  if (target?.type !== "scrape") return;
  const source = {
    teamId: claim.teamId,
    monitorId: claim.monitorId,
    targetId: target.id,
    checkId: claim.id,
    resumed: true,
    urls: target.urls,
  };
  const [pages = []] = await trackPages([source]);
  const results = pages.slice(0, count).map(
    (page): PageResult => ({
      page,
      status: price === 0 ? "error" : "same",
      statusCode: 200,
      error: null,
      metadata: null,
      durationMs: 1,
      size: 1,
      credits: { base: price, formats: 0, judge: 0 },
      described: null,
      baselines: [],
      fetched: null,
      diff: null,
      change: null,
      redirectedTo: null,
      harmful: null,
    }),
  );
  if (results.length > 0) await recordBatch([{ check: claim, expectedPages: null, results, ending: null }]);
}

/** Ends the reservation of an ended check once more, with another amount. */
async function settleAgain(claim: ClaimedCheck, count: number): Promise<void> {
  await db().transaction(async (tx) => {
    const [check] = await tx.select().from(checks).where(eq(checks.id, claim.id));
    if (!check || check.actualCredits === null) return;
    const reservation = {
      teamId: check.teamId,
      checkId: check.id,
      monitorId: check.monitorId,
      apiKeyId: null,
      amount: check.reservedCredits,
    };
    await settleCredits(tx, [{ ...reservation, actual: Math.min(count, check.reservedCredits) }]);
  });
}

/** What a check says that it cost is what the ledger took for it. */
async function expectChargesToMatch({ teamId }: Ctx): Promise<void> {
  const rows = await db()
    .select({
      status: checks.status,
      reserved: checks.reservedCredits,
      actual: checks.actualCredits,
      took: sql`-coalesce(sum(${creditEntries.availableDelta}), 0)`.mapWith(Number),
      held: sql`coalesce(sum(${creditEntries.reservedDelta}), 0)`.mapWith(Number),
    })
    .from(checks)
    .leftJoin(creditEntries, eq(creditEntries.checkId, checks.id))
    .where(eq(checks.teamId, teamId))
    .groupBy(checks.id);
  for (const { status, reserved, actual, took, held } of rows) {
    const live = status === "queued" || status === "running";
    expect({ status, took, held }).toEqual({
      status,
      took: live ? reserved : actual,
      held: live ? reserved : 0,
    });
  }
}

test("whatever happens to checks, in whatever order and at once, the ledger sums to the balance and nothing is charged twice", async () => {
  const happened: Record<string, number> = {};
  let waveCount = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(Wave, { minLength: 5, maxLength: 14, size: "max" }), async (waves) => {
      const world = await World.make();
      const { teamId } = world.ctx;
      waveCount += waves.length;
      for (const wave of waves) {
        await Promise.all(wave.map((step) => world.do(step)));
        await soundLedger(teamId);
      }
      await expectChargesToMatch(world.ctx);
      for (const id of world.ids) {
        await world.withLive(id, (checkId) =>
          db().transaction((tx) => finishCheck(tx, checkId, { status: "finished" })),
        );
      }
      const { available, reserved, charged } = await soundLedger(teamId);
      expect({ reserved, sum: available + charged }).toEqual({ reserved: 0, sum: 60 });
      await expectChargesToMatch(world.ctx);
      await count(teamId, happened);
    }),
    { numRuns: 120, endOnFailure: true },
  );
  // A run that was too short, or never reached these, would prove nothing.
  expect(waveCount).toBeGreaterThan(800);
  const all = [
    "completed",
    "partial",
    "failed",
    "skipped_overlap",
    "skipped_no_credits",
    "charged",
    "crashed",
  ];
  for (const what of all) {
    expect(happened[what] ?? 0).toBeGreaterThan(0);
  }
}, 240_000);

async function count(teamId: string, happened: Record<string, number>): Promise<void> {
  const rows = await db()
    .select({ status: checks.status, actual: checks.actualCredits, crashes: checks.crashes })
    .from(checks)
    .where(eq(checks.teamId, teamId));
  for (const { status, actual, crashes } of rows) {
    const what = [status, ...(actual ? ["charged"] : []), ...(crashes ? ["crashed"] : [])];
    for (const name of what) happened[name] = (happened[name] ?? 0) + 1;
  }
}
