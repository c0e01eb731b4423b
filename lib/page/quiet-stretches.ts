import { sql } from "drizzle-orm";
import { db } from "#lib/db/client.ts";
import type { PageRow } from "#lib/page/require-page.ts";

/** The looks at a page that brought nothing new between two of its versions. */
export type QuietStretch = {
  same: number;
  failed: number;
  lastSeenAt: Date | null;
  failure: { error: string | null; statusCode: number | null; from: Date; to: Date } | null;
};

type Row = {
  id: string;
  same: number;
  failed: number;
  last_seen_at: string | null;
  failed_from: string;
  failed_to: string;
  error: string | null;
  status_code: number | null;
};

/** Greater than every id that is ever made. */
const LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** By version: what was found from there to the next version (`until`), or until now. */
export async function quietStretches(
  page: PageRow,
  versions: readonly { id: string; until: string | null }[],
): Promise<Map<string, QuietStretch>> {
  if (versions.length === 0) return new Map();
  // Both ends of a range: with one alone, all newer looks would be read for each version.
  const ranges = versions.map(({ id, until }) => ({ id, until: until ?? LAST_ID }));
  const rows = await db().execute<Row>(sql`
    select v.id, looks.*, last.error, last.status_code
    from json_to_recordset(${JSON.stringify(ranges)}::json) as v(id uuid, until uuid)
    cross join lateral (
      select count(*) filter (where status = 'same')::int as same,
        count(*) filter (where status = 'error')::int as failed,
        max(created_at) filter (where status = 'same') as last_seen_at,
        min(created_at) filter (where status = 'error') as failed_from,
        max(created_at) filter (where status = 'error') as failed_to
      from check_pages c
      where c.page_id = ${page.id} and c.id > v.id and c.id < v.until) looks
    left join lateral (
      select error, status_code from check_pages c
      where looks.failed > 0 and c.status = 'error'
        and c.page_id = ${page.id} and c.id > v.id and c.id < v.until
      order by c.id desc limit 1) last on true`);
  return new Map(rows.map((row) => [row.id, stretchOf(row)]));
}

function stretchOf(row: Row): QuietStretch {
  const { same, failed, error, status_code: statusCode } = row;
  return {
    same,
    failed,
    lastSeenAt: row.last_seen_at === null ? null : new Date(row.last_seen_at),
    failure:
      failed > 0 ? { error, statusCode, from: new Date(row.failed_from), to: new Date(row.failed_to) } : null,
  };
}
