import { and, eq, gte, sql, sum } from "drizzle-orm";
import type { CreditPeriod, TimeRange, UsageWindow } from "#lib/credit/model.ts";
import { billingPeriod } from "#lib/credit/period.ts";
import { windowOf } from "#lib/credit/window.ts";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { apiKeys, creditDays, creditEntries } from "#lib/db/schema.ts";

const MONTHS_OF_HISTORY = 12;

/** Credits charged per calendar month (UTC) of the last twelve, oldest first; per API key when asked. */
export async function readCreditHistory(
  ctx: Ctx,
  { byApiKey }: { byApiKey: boolean },
): Promise<CreditPeriod[]> {
  authorize(ctx, "creditHistory");
  const since = new Date(billingPeriod().start);
  since.setUTCMonth(since.getUTCMonth() - MONTHS_OF_HISTORY + 1);
  const month = sql<string>`to_char(${creditDays.day}, 'YYYY-MM-01')`;
  // Two keys may have one name.
  const keyId = byApiKey ? sql`${creditDays.apiKeyId}` : sql`null::uuid`;
  const keyName = byApiKey ? apiKeys.name : sql<null>`null::text`;
  const rows = await db()
    .select({ month, apiKey: keyName, total: sum(creditDays.credits).mapWith(Number) })
    .from(creditDays)
    .leftJoin(apiKeys, eq(apiKeys.id, creditDays.apiKeyId))
    .where(and(eq(creditDays.teamId, ctx.teamId), gte(creditDays.day, since.toISOString().slice(0, 10))))
    .groupBy(sql`1`, sql`2`, keyId)
    .orderBy(sql`1`, sql`2 nulls first`, keyId);
  return rows.map(({ month, apiKey, total }) => {
    const { start, end } = billingPeriod(new Date(`${month}T00:00:00Z`));
    return { ...period(start, end, total), ...(byApiKey && { apiKey }) };
  });
}

/**
 * Credits charged in each hour of the last day, or in each day (UTC) of the last week or 30 days, oldest first. The hour
 * or day that has just begun is the last one; one in which nothing was charged is told, too.
 */
export async function readCreditsOver(
  ctx: Ctx,
  timeRange: TimeRange,
): Promise<{ window: UsageWindow; periods: CreditPeriod[] }> {
  authorize(ctx, "creditHistory");
  const { window, bins } = windowOf(timeRange, new Date());
  const start = new Date(window.startDate);
  const charged = await (window.binSize === "hour" ? chargedByHour(ctx) : chargedByDay(ctx, start));
  const periods = bins.map(({ start, end }) => period(start, end, charged.get(start.getTime()) ?? 0));
  return { window, periods };
}

const period = (start: Date, end: Date, total: number) => ({
  startDate: start.toISOString(),
  endDate: end.toISOString(),
  totalCredits: total,
  creditsUsed: total,
});

type Charged = Map<number, number>;

/**
 * The ledger itself says at what hour; days are kept beside it. PostgreSQL's own now() is what its planner can guess with; a
 * moment that it is given could be any, and it would read the whole ledger. An hour more than there are to be told.
 */
async function chargedByHour(ctx: Ctx): Promise<Charged> {
  const rows = await db()
    .select({
      at: sql<number>`extract(epoch from date_trunc('hour', ${creditEntries.createdAt}, 'UTC'))::float8`,
      total: sql<number>`-sum(${creditEntries.reservedDelta})::float8`,
    })
    .from(creditEntries)
    .where(
      and(
        eq(creditEntries.teamId, ctx.teamId),
        eq(creditEntries.kind, "confirm"),
        gte(creditEntries.createdAt, sql`now() - interval '25 hours'`),
      ),
    )
    .groupBy(sql`1`);
  return new Map(rows.map(({ at, total }) => [at * 1000, total]));
}

async function chargedByDay(ctx: Ctx, since: Date): Promise<Charged> {
  const rows = await db()
    .select({ day: creditDays.day, total: sum(creditDays.credits).mapWith(Number) })
    .from(creditDays)
    .where(and(eq(creditDays.teamId, ctx.teamId), gte(creditDays.day, since.toISOString().slice(0, 10))))
    .groupBy(creditDays.day);
  return new Map(rows.map(({ day, total }) => [Date.parse(`${day}T00:00:00Z`), total]));
}
