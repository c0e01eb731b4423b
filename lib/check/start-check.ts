import { and, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { recordAudit } from "#lib/audit/index.ts";
import type { CheckRow } from "#lib/check/read-checks.ts";
import { callWorkers, underWay } from "#lib/check/run/index.ts";
import { countByTarget } from "#lib/check/target-results.ts";
import { grantMonth, noCreditsLeft, readAvailable, reserveCredits } from "#lib/credit/index.ts";
import { actorName, authorize, type Ctx } from "#lib/ctx.ts";
import { db, type Tx } from "#lib/db/client.ts";
import { checks } from "#lib/db/schema.ts";
import { conflict, paymentRequired } from "#lib/errors.ts";
import { announce } from "#lib/live/announce.ts";
import { topicsOf } from "#lib/live/model.ts";
import { auditedMonitor, lockMonitor, type MonitorRow } from "#lib/monitor/index.ts";

/**
 * Queues a check because somebody asked: the check and its reservation commit together, or not at all.
 * @throws NOT_FOUND · CONFLICT when paused, or running (with that check's id) · PAYMENT_REQUIRED
 */
export async function startCheck(ctx: Ctx, monitorId: string): Promise<CheckRow> {
  authorize(ctx, "runMonitor");
  await grantMonth(ctx.teamId);
  return db().transaction(async (tx) => {
    // Sent together; what is running is looked up once the monitor is locked, and so is true until the commit.
    const [monitor, running, available] = await Promise.all([
      lockMonitor(tx, ctx, monitorId),
      runningCheckOf(tx, monitorId),
      readAvailable(tx, ctx.teamId),
    ]);
    if (monitor.status === "paused") {
      throw conflict("Monitor is paused. Resume it (status: active), then run it.");
    }
    if (running) throw conflict("A monitor check is already running.", { checkId: running.id });
    if (available < 1) throw noCreditsLeft();
    const row = queuedCheck(ctx, monitor);
    const reservation = { ...row, checkId: row.id, amount: row.estimatedCredits };
    const [[check], reserved] = await Promise.all([
      tx.insert(checks).values(row).returning(),
      reserveCredits(tx, reservation),
      callWorkers(tx),
      announce(tx, { teamId: ctx.teamId, topics: topicsOf(monitorId, row.id) }),
    ]);
    if (!check) throw new Error("the check was not inserted");
    if (!reserved) throw tooExpensive(check.estimatedCredits, await readAvailable(tx, ctx.teamId));
    await recordRun(tx, ctx, monitor, check.id);
    return { ...check, targetResults: await countByTarget(tx, check, monitor.targets) };
  });
}

function recordRun(tx: Tx, ctx: Ctx, monitor: MonitorRow, checkId: string): Promise<void> {
  const changes = [{ field: "check", before: null, after: checkId }];
  return recordAudit(tx, ctx, { action: "check.started", object: auditedMonitor(monitor), changes });
}

async function runningCheckOf(tx: Tx, monitorId: string): Promise<{ id: string } | undefined> {
  const [running] = await tx
    .select({ id: checks.id })
    .from(checks)
    .where(and(eq(checks.monitorId, monitorId), underWay));
  return running;
}

function queuedCheck(ctx: Ctx, monitor: MonitorRow) {
  return {
    id: uuidv7(),
    teamId: ctx.teamId,
    monitorId: monitor.id,
    status: "queued" as const,
    trigger: "manual" as const,
    startedBy: actorName(ctx.actor),
    apiKeyId: ctx.actor.kind === "apiKey" ? ctx.actor.keyId : null,
    estimatedCredits: monitor.estimatedCreditsPerCheck,
    reservedCredits: monitor.estimatedCreditsPerCheck,
    billingStatus: "reserved" as const,
  };
}

function tooExpensive(estimate: number, available: number) {
  return paymentRequired(
    `This check may cost up to ${estimate} credits and ${available} are left this month. ` +
      "Watch fewer pages, or raise TIDEMARK_MONTHLY_CREDITS.",
  );
}
