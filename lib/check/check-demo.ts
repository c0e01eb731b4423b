import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { startCheck } from "#lib/check/start-check.ts";
import { actorName, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { checks } from "#lib/db/schema.ts";
import { bringDemoTo, DEMO_ROUND } from "#lib/demo-site.ts";
import { TidemarkError } from "#lib/errors.ts";
import { readDemoMonitor } from "#lib/monitor/index.ts";

const CHECKS = 3;
const LOOK_MS = 100;

/**
 * Checks the demo of a new team three times while the demo site changes, so that the first screen has something to
 * read: a first snapshot, two changes, and in the last check a page that cannot be read. It goes on where it was
 * interrupted, and does nothing once somebody has had the demo checked.
 * @param signal ends the waiting for a worker, of which there may be none.
 */
export async function checkDemo(teamId: string, signal: AbortSignal): Promise<void> {
  const ctx: Ctx = { teamId, actor: { kind: "system", job: "demo" }, requestId: "demo" };
  const monitor = await readDemoMonitor(ctx);
  while (monitor && !signal.aborted) {
    const known = await checksOf(monitor.id);
    const byOthers = known.some(({ startedBy }) => startedBy && startedBy !== actorName(ctx.actor));
    if (byOthers || monitor.status !== "active") return;
    const underWay = known.some(({ finishedAt }) => finishedAt === null);
    if (!underWay && known.length >= CHECKS) return;
    if (!underWay && !(await startAt(ctx, monitor.id, DEMO_ROUND - CHECKS + known.length))) return;
    await sleep(LOOK_MS, undefined, { signal }).catch(() => {});
  }
}

function checksOf(monitorId: string) {
  return db()
    .select({ startedBy: checks.startedBy, finishedAt: checks.finishedAt })
    .from(checks)
    .where(eq(checks.monitorId, monitorId));
}

/** @returns whether it was started. A demo is not worth a complaint about credits, or about somebody who was faster. */
async function startAt(ctx: Ctx, monitorId: string, point: number): Promise<boolean> {
  await bringDemoTo(point);
  try {
    await startCheck(ctx, monitorId);
    return true;
  } catch (error) {
    if (error instanceof TidemarkError) return false;
    throw error;
  }
}
