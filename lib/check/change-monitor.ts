import { and, eq, sql } from "drizzle-orm";
import { endCheckOf, underWay } from "#lib/check/run/index.ts";
import { requireCredit } from "#lib/credit/index.ts";
import { actorName, authorize, type Ctx } from "#lib/ctx.ts";
import { db, type Tx } from "#lib/db/client.ts";
import { checks } from "#lib/db/schema.ts";
import { badRequest } from "#lib/errors.ts";
import {
  lockMonitor,
  type Monitor,
  markDeleted,
  readMonitor,
  requireMonitor,
  writeMonitor,
} from "#lib/monitor/index.ts";
import type { UpdateMonitor } from "#lib/monitor/model.ts";

// Changing a monitor can end its running check, so these verbs stand above both.

/**
 * Changes the given fields. Pausing ends a running check: its pages are kept and charged, the rest released.
 * @throws BAD_REQUEST when nothing is given · NOT_FOUND · PAYMENT_REQUIRED with no credit left
 */
export async function updateMonitor(ctx: Ctx, monitorId: string, input: UpdateMonitor): Promise<Monitor> {
  authorize(ctx, "updateMonitor");
  const { origin: _, ...fields } = input;
  if (Object.values(fields).every((value) => value === undefined)) {
    throw badRequest("The body names nothing to change. Send at least one field, such as name or status.");
  }
  await requireMonitor(ctx, monitorId);
  await requireCredit(ctx);
  return db().transaction(async (tx) => {
    if (fields.targets) await keepTargetsOfCheck(tx, ctx, monitorId);
    await writeMonitor(tx, ctx, monitorId, fields);
    if (fields.status === "paused") {
      await endCheckOf(tx, monitorId, `Stopped: the monitor was paused by ${actorName(ctx.actor)}`);
    }
    return readMonitor(tx, ctx, monitorId);
  });
}

/** What a check began with it carries through, and accounts for: other targets are the next one's. */
async function keepTargetsOfCheck(tx: Tx, ctx: Ctx, monitorId: string): Promise<void> {
  const { targets } = await lockMonitor(tx, ctx, monitorId);
  await tx
    .update(checks)
    .set({ targets: sql`coalesce(${checks.targets}, ${JSON.stringify(targets)}::json)` })
    .where(and(eq(checks.monitorId, monitorId), underWay));
}

/** Deletes a monitor, ending a check that runs on it. @throws NOT_FOUND also the second time */
export async function deleteMonitor(ctx: Ctx, monitorId: string): Promise<void> {
  authorize(ctx, "deleteMonitor");
  await db().transaction(async (tx) => {
    await markDeleted(tx, ctx, monitorId);
    await endCheckOf(tx, monitorId, `Stopped: the monitor was deleted by ${actorName(ctx.actor)}`);
  });
}
