import { and, desc, eq, gte, sum } from "drizzle-orm";
import type { DailyCredits } from "#lib/credit/model.ts";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { creditDays, monitors } from "#lib/db/schema.ts";

/** Credits charged per day (UTC) and monitor of the last `days` days, today included, oldest first. */
export async function readDailyCredits(ctx: Ctx, days: number): Promise<DailyCredits[]> {
  authorize(ctx, "dailyCredits");
  const since = new Date();
  since.setUTCDate(since.getUTCDate() - days + 1);
  const credits = sum(creditDays.credits).mapWith(Number);
  return db()
    .select({ date: creditDays.day, monitorId: creditDays.monitorId, monitorName: monitors.name, credits })
    .from(creditDays)
    .leftJoin(monitors, eq(monitors.id, creditDays.monitorId))
    .where(and(eq(creditDays.teamId, ctx.teamId), gte(creditDays.day, since.toISOString().slice(0, 10))))
    .groupBy(creditDays.day, creditDays.monitorId, monitors.name)
    .orderBy(creditDays.day, desc(credits));
}
