import { sql } from "drizzle-orm";
import type { Activity, ActivityEndpoint } from "#lib/check/model.ts";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";

type Row = { id: string; type: string | null; target: string | null; created_at: Date };

/**
 * The checks of a team's last 24 hours, newest first. Each is told by the kind and the first address of its first target.
 * @param cursor the id of the last check that was told already
 */
export async function listActivity(
  ctx: Ctx,
  {
    endpoint,
    limit,
    cursor,
  }: { endpoint?: ActivityEndpoint | undefined; limit: number; cursor?: string | undefined },
): Promise<{ data: Activity[]; cursor: string | null; has_more: boolean }> {
  authorize(ctx, "listActivity");
  // A check's id begins with its time, so the index by team and id ends the search where the 24 hours end.
  const rows = await db().execute<Row>(sql`
    select c.id, first.target->>'type' as type, c.created_at,
      coalesce(first.target->'urls'->>0, first.target->>'url', first.target->'queries'->>0) as target
    from checks c
      join monitors m on m.id = c.monitor_id
      cross join lateral (select coalesce(c.targets, m.targets)->0 as target) first
    where c.team_id = ${ctx.teamId}
      and c.id >= ${oldestId(Date.now() - DAY)}::uuid
      ${cursor ? sql`and c.id < ${cursor}::uuid` : sql``}
      ${endpoint ? sql`and first.target->>'type' = ${endpoint}` : sql``}
    order by c.id desc
    limit ${limit + 1}`);
  const shown = rows.slice(0, limit);
  const more = rows.length > limit;
  return {
    data: shown.map(({ id, type, target, created_at }) => ({
      id,
      endpoint: type ?? "scrape",
      api_version: "v2",
      created_at: new Date(created_at).toISOString(),
      target: target ?? "",
    })),
    cursor: more ? (shown.at(-1)?.id ?? null) : null,
    has_more: more,
  };
}

const DAY = 86_400_000;

/** The smallest UUIDv7 of a moment (RFC 9562 section 5.7): its first 48 bits are milliseconds. */
function oldestId(at: number): string {
  const hex = Math.trunc(at).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
