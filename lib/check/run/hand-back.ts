import { sql } from "drizzle-orm";
import type { Claim } from "#lib/check/run/claim.ts";
import { callWorkers } from "#lib/check/run/queue.ts";
import { db } from "#lib/db/client.ts";
import { announce } from "#lib/live/announce.ts";
import { topicsOf } from "#lib/live/model.ts";

/**
 * Gives checks back to the queue, with the pages they have: another worker, or this one restarted, goes on.
 * @param cleared whether they have shown that they are no danger to a worker
 */
export async function handBack(claims: readonly Claim[], cleared = false): Promise<void> {
  if (claims.length === 0) return;
  const mine = JSON.stringify(claims.map(({ id, attempt }) => ({ id, attempt })));
  await db().transaction(async (tx) => {
    const rows = await tx.execute<{ id: string; team_id: string; monitor_id: string }>(sql`
      with mine as (
        select c.id from json_to_recordset(${mine}::json) as m(id uuid, attempt int)
        join checks c on c.id = m.id and c.attempt = m.attempt and c.status = 'running'
        order by c.id for update of c)
      update checks set
        status = 'queued', worker = null, suspect = suspect and not ${cleared}, updated_at = now()
      from mine where checks.id = mine.id
      returning checks.id, checks.team_id, checks.monitor_id`);
    await announce(
      tx,
      ...rows.map((row) => ({ teamId: row.team_id, topics: topicsOf(row.monitor_id, row.id) })),
    );
    await callWorkers(tx);
  });
}
