import { sql } from "drizzle-orm";
import type { ClaimedCheck } from "#lib/check/run/claim.ts";
import { expectedPages } from "#lib/check/run/run-check.ts";
import { db } from "#lib/db/client.ts";
import { CHANNEL } from "#lib/live/model.ts";

/**
 * Writes how many pages checks will visit, and tells whoever looks at them that they have begun. A check of one page
 * that nobody asked for is over so soon that its end says it all: it is told only when it takes long.
 */
export async function tellBegun(begun: readonly ClaimedCheck[]): Promise<void> {
  if (begun.length === 0) return;
  const rows = begun.map((check) => ({
    id: check.id,
    attempt: check.attempt,
    expected: expectedPages(check),
  }));
  await db().execute(sql`
    with begun as (
      update checks c set expected_pages = b.expected
      from json_to_recordset(${JSON.stringify(rows)}::json) as b(id uuid, attempt int, expected int)
      where c.id = b.id and c.attempt = b.attempt and c.status = 'running'
      returning c.id, c.team_id, c.monitor_id)
    select pg_notify(${CHANNEL}, json_build_object(
      'teamId', team_id, 'topics', json_build_array('monitor:' || monitor_id, 'check:' || id))::text)
    from begun`);
}

/** Whether somebody may want to see at once that it has begun. */
export function isWorthTelling(check: ClaimedCheck): boolean {
  return check.trigger === "manual" || expectedPages(check) !== 1;
}
