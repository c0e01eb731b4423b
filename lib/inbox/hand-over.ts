import { sql } from "drizzle-orm";
import { db, type Tx } from "#lib/db/client.ts";
import { announce } from "#lib/live/announce.ts";

/**
 * Gives the items of somebody who leaves a team to somebody else or to nobody, in the transaction that removes them.
 * @returns how many of them were open
 */
export async function handOver(tx: Tx, teamId: string, from: string, to: string | null): Promise<number> {
  const moved = await tx.execute<{ state: string }>(sql`
    update items set assignee_id = ${to}::uuid
    where team_id = ${teamId}::uuid and assignee_id = ${from}::uuid returning state`);
  if (moved.length > 0) await announce(tx, { teamId, topics: ["changes"] });
  return moved.filter(({ state }) => state === "open").length;
}

/** How many open items each member of a team has; who has none is left out. */
export async function countAssigned(teamId: string): Promise<Map<string, number>> {
  const rows = await db().execute<{ user: string; items: number }>(sql`
    select assignee_id as user, count(*)::int as items from items
    where team_id = ${teamId}::uuid and assignee_id is not null and state = 'open' group by 1`);
  return new Map(rows.map(({ user, items }) => [user, items]));
}
