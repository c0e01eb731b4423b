import { sql } from "drizzle-orm";
import type { Queryable } from "#lib/db/client.ts";
import { CHANNEL, type Notice } from "#lib/live/model.ts";

/** PostgreSQL carries at most 8,000 bytes a notice; a topic has 45 at most. */
const TOPICS_AT_ONCE = 100;

/** Tells every listening process that these rows changed, when (and only if) the transaction commits. */
export async function announce(tx: Queryable, ...notices: Notice[]): Promise<void> {
  const payloads = gathered(notices).map((notice) => JSON.stringify(notice));
  if (payloads.length === 0) return;
  await tx.execute(sql`
    select pg_notify(${CHANNEL}, payload)
    from jsonb_array_elements_text(${JSON.stringify(payloads)}::jsonb) as payload`);
}

/** One notice a team, or as many as its topics need. */
function gathered(notices: Notice[]): Notice[] {
  const byTeam = Map.groupBy(notices, ({ teamId }) => teamId);
  return [...byTeam].flatMap(([teamId, told]) => {
    const topics = [...new Set(told.flatMap((notice) => notice.topics))];
    const chunks: Notice[] = [];
    for (let start = 0; start < topics.length; start += TOPICS_AT_ONCE) {
      chunks.push({ teamId, topics: topics.slice(start, start + TOPICS_AT_ONCE) });
    }
    return chunks;
  });
}
