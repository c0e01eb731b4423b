import { and, eq, sql } from "drizzle-orm";
import type { Claim } from "#lib/check/run/claim-check.ts";
import { enqueueCheck } from "#lib/check/run/enqueue-check.ts";
import { db } from "#lib/db/client.ts";
import { checks } from "#lib/db/schema.ts";
import { announce } from "#lib/live/announce.ts";

/** Gives a check back to the queue, with the pages it has: another worker, or this one restarted, goes on. */
export async function handBack(check: Claim): Promise<void> {
  await db().transaction(async (tx) => {
    const [mine] = await tx
      .update(checks)
      .set({ status: "queued", heartbeatAt: null, updatedAt: sql`now()` })
      .where(and(eq(checks.id, check.id), eq(checks.attempt, check.attempt), eq(checks.status, "running")))
      .returning({ id: checks.id });
    if (!mine) return;
    await enqueueCheck(tx, check.id);
    await announce(tx, { teamId: check.teamId, monitorId: check.monitor.id, checkId: check.id });
  });
}
