import { type CheckRow, getCheck } from "#lib/check/read-checks.ts";
import { finishCheck } from "#lib/check/run/index.ts";
import { actorName, authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { conflict } from "#lib/errors.ts";

/**
 * Stops a queued or running check: pages done are kept and charged, the rest is released.
 * @throws NOT_FOUND · CONFLICT when it has ended already
 */
export async function cancelCheck(ctx: Ctx, monitorId: string, checkId: string): Promise<CheckRow> {
  authorize(ctx, "cancelCheck");
  const check = await getCheck(ctx, monitorId, checkId);
  const error = `Cancelled by ${actorName(ctx.actor)}`;
  const ended = await db().transaction((tx) =>
    finishCheck(tx, check.id, { status: "failed", error, charge: "pages" }),
  );
  if (!ended) throw conflict("This check has already ended; there is nothing to cancel.");
  return getCheck(ctx, monitorId, checkId);
}
