import { and, asc, eq, gt, isNotNull, ne } from "drizzle-orm";
import { db } from "#lib/db/client.ts";
import { monitors } from "#lib/db/schema.ts";
import { costOf } from "#lib/monitor/settings.ts";

const BATCH = 500;

/**
 * What a goal sets aside follows from whether this instance judges, which may be another than when its monitor was written.
 * One that somebody changes at the same moment has its new costs already.
 * @returns how many monitors had others
 */
export async function refreshCostsOfGoals(): Promise<number> {
  let refreshed = 0;
  for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
    const batch = await db()
      .select()
      .from(monitors)
      .where(
        and(
          gt(monitors.id, after),
          eq(monitors.judgeEnabled, true),
          isNotNull(monitors.goal),
          ne(monitors.status, "deleted"),
        ),
      )
      .orderBy(asc(monitors.id))
      .limit(BATCH);
    for (const monitor of batch) {
      const cost = costOf(monitor);
      if (cost.estimatedCreditsPerCheck === monitor.estimatedCreditsPerCheck) continue;
      const unchanged = and(eq(monitors.id, monitor.id), eq(monitors.updatedAt, monitor.updatedAt));
      await db().update(monitors).set(cost).where(unchanged);
      refreshed += 1;
    }
    const last = batch.at(-1);
    if (!last || batch.length < BATCH) return refreshed;
    after = last.id;
  }
}
