import { and, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { CheckRow } from "#lib/check/read-checks.ts";
import { callWorkers, underWay } from "#lib/check/run/index.ts";
import { countByTarget } from "#lib/check/target-results.ts";
import { availableCredits, noCreditsLeft, readAvailable, reserveCredits } from "#lib/credit/index.ts";
import { actorName, authorize, type Ctx } from "#lib/ctx.ts";
import type { Tx } from "#lib/db/client.ts";
import { checks } from "#lib/db/schema.ts";
import { withTransaction } from "#lib/db/transaction.ts";
import { conflict, paymentRequired } from "#lib/errors.ts";
import { announce } from "#lib/live/announce.ts";
import { topicsOf } from "#lib/live/model.ts";
import { lockMonitor, type MonitorRow } from "#lib/monitor/index.ts";

/**
 * Queues a check because somebody asked: the check and its reservation commit together, or not at all.
 * @throws NOT_FOUND · CONFLICT when paused, or running (with that check's id) · PAYMENT_REQUIRED
 */
export async function startCheck(ctx: Ctx, monitorId: string): Promise<CheckRow> {
  authorize(ctx, "runMonitor");
  const available = await availableCredits(ctx);
  return withTransaction(ctx, async (tx) => {
    const monitor = await lockMonitor(tx, ctx, monitorId);
    await refuseWhenNotReady(tx, monitor);
    if (available < 1) throw noCreditsLeft();
    const check = await insertCheck(tx, ctx, monitor);
    const reserved = await reserveCredits(tx, {
      teamId: ctx.teamId,
      checkId: check.id,
      monitorId,
      apiKeyId: check.apiKeyId,
      amount: check.estimatedCredits,
    });
    if (!reserved) throw tooExpensive(check.estimatedCredits, await readAvailable({ ...ctx, tx }));
    const notice = { teamId: ctx.teamId, topics: topicsOf(monitorId, check.id) };
    await Promise.all([callWorkers(tx), announce(tx, notice)]);
    return { ...check, targetResults: await countByTarget(tx, check, monitor.targets) };
  });
}

async function refuseWhenNotReady(tx: Tx, monitor: MonitorRow): Promise<void> {
  if (monitor.status === "paused") {
    throw conflict("Monitor is paused. Resume it (status: active), then run it.");
  }
  const [running] = await tx
    .select({ id: checks.id })
    .from(checks)
    .where(and(eq(checks.monitorId, monitor.id), underWay));
  if (running) throw conflict("A monitor check is already running.", { checkId: running.id });
}

async function insertCheck(tx: Tx, ctx: Ctx, monitor: MonitorRow): Promise<CheckRow> {
  const [check] = await tx
    .insert(checks)
    .values({
      id: uuidv7(),
      teamId: ctx.teamId,
      monitorId: monitor.id,
      status: "queued",
      trigger: "manual",
      startedBy: actorName(ctx.actor),
      apiKeyId: ctx.actor.kind === "apiKey" ? ctx.actor.keyId : null,
      estimatedCredits: monitor.estimatedCreditsPerCheck,
      reservedCredits: monitor.estimatedCreditsPerCheck,
      billingStatus: "reserved",
    })
    .returning();
  if (!check) throw new Error("the check was not inserted");
  return check;
}

function tooExpensive(estimate: number, available: number) {
  return paymentRequired(
    `This check may cost up to ${estimate} credits and ${available} are left this month. ` +
      "Watch fewer pages, or raise TIDEMARK_MONTHLY_CREDITS.",
  );
}
