import { recordAudit } from "#lib/audit/index.ts";
import { type CheckRow, getCheck } from "#lib/check/read-checks.ts";
import { finishCheck } from "#lib/check/run/index.ts";
import { actorName, authorize, type Ctx } from "#lib/ctx.ts";
import { db, type Tx } from "#lib/db/client.ts";
import { conflict } from "#lib/errors.ts";
import { auditedMonitor, readMonitor } from "#lib/monitor/index.ts";

/**
 * Stops a queued or running check: pages done are kept and charged, the rest is released.
 * @throws NOT_FOUND · CONFLICT when it has ended already
 */
export async function cancelCheck(ctx: Ctx, monitorId: string, checkId: string): Promise<CheckRow> {
  authorize(ctx, "cancelCheck");
  const check = await getCheck(ctx, monitorId, checkId);
  const error = `Cancelled by ${actorName(ctx.actor)}`;
  const ended = await db().transaction(async (tx) => {
    const isMine = await finishCheck(tx, check.id, { status: "failed", error, charge: "pages" });
    if (isMine) await recordCancel(tx, ctx, check);
    return isMine;
  });
  if (!ended) throw conflict("This check has already ended; there is nothing to cancel.");
  return getCheck(ctx, monitorId, checkId);
}

async function recordCancel(tx: Tx, ctx: Ctx, check: CheckRow): Promise<void> {
  const monitor = await readMonitor(tx, ctx, check.monitorId);
  const changes = [{ field: "check", before: check.id, after: null }];
  await recordAudit(tx, ctx, { action: "check.cancelled", object: auditedMonitor(monitor), changes });
}
