import { sql } from "drizzle-orm";
import { db } from "#lib/db/client.ts";
import { announce } from "#lib/live/announce.ts";
import type { Topic } from "#lib/live/model.ts";

/** For the question that every worker asks: whether an item has slept long enough. */
export const needsWaking = sql`exists (
  select 1 from items where state = 'open' and snoozed_until is not null and snoozed_until <= now())`;

/** Items whose snooze is over are in sight again by themselves; this tells those who look at the list. */
export async function wakeItems(): Promise<void> {
  await db().transaction(async (tx) => {
    const woken = await tx.execute<{ id: string; teamId: string }>(sql`
      update items set snoozed_until = null
      where id in (
        select id from items where state = 'open' and snoozed_until is not null and snoozed_until <= now()
        order by id limit 500 for update skip locked)
      returning id, team_id as "teamId"`);
    const topicsOf = (id: string): Topic[] => ["changes", `item:${id}`];
    await announce(tx, ...woken.map(({ id, teamId }) => ({ teamId, topics: topicsOf(id) })));
  });
}
