import { and, eq, inArray, sum } from "drizzle-orm";
import { billingPeriod, planCredits } from "#lib/credit/period.ts";
import { db, type Queryable } from "#lib/db/client.ts";
import { creditEntries, teamCredits } from "#lib/db/schema.ts";

// Which month a team is known to have been granted: saves the look-up on every run.
const known = new Map<string, string>();

/**
 * Makes sure the team has this month's credits: what was left of the last month expires, the plan is granted,
 * and a plan changed within the month is adjusted. Any number of processes may ask at once.
 */
export async function grantMonth(teamId: string): Promise<void> {
  const month = billingPeriod().start.toISOString().slice(0, 10);
  const plan = planCredits();
  if (known.get(teamId) === `${month} ${plan}`) return;
  await db().transaction(async (tx) => {
    await tx.insert(teamCredits).values({ teamId }).onConflictDoNothing();
    const [balance] = await tx.select().from(teamCredits).where(eq(teamCredits.teamId, teamId)).for("update");
    const granted = await grantedIn(tx, teamId, month);
    const entry = { teamId, reservedDelta: 0, period: month };
    const available = balance?.available ?? 0;
    if (granted === null) {
      if (available > 0) {
        await tx.insert(creditEntries).values({ ...entry, kind: "expire", availableDelta: -available });
      }
      await tx.insert(creditEntries).values({ ...entry, kind: "grant", availableDelta: plan });
    } else if (granted !== plan) {
      const difference = Math.max(plan - granted, -available);
      if (difference !== 0) {
        await tx.insert(creditEntries).values({ ...entry, kind: "adjust", availableDelta: difference });
      }
    }
  });
  known.set(teamId, `${month} ${plan}`);
}

async function grantedIn(tx: Queryable, teamId: string, month: string): Promise<number | null> {
  const [row] = await tx
    .select({ total: sum(creditEntries.availableDelta).mapWith(Number) })
    .from(creditEntries)
    .where(
      and(
        eq(creditEntries.teamId, teamId),
        inArray(creditEntries.kind, ["grant", "adjust"]),
        eq(creditEntries.period, month),
      ),
    );
  return row?.total ?? null;
}
