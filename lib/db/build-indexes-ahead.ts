import type postgres from "postgres";

/**
 * Indexes of large tables that a migration adds, as that migration names them (`create index if not exists`). Within
 * it, building one would keep everybody from writing to the table for seconds.
 */
const INDEXES = {
  monitors_name_idx: "on monitors (team_id, lower(name), id desc) where status <> 'deleted'",
  monitors_last_run_idx:
    "on monitors (team_id, last_run_at desc nulls last, id desc) where status <> 'deleted'",
  monitors_next_run_idx: "on monitors (team_id, next_run_at, id desc) where status <> 'deleted'",
  monitors_paused_idx: "on monitors (team_id, id) where status = 'paused'",
};

/**
 * Builds them while work goes on, on a database of an earlier version; the migration then finds them built. On an
 * empty database there is nothing to build them on yet. Not for two callers at once, and no other session may wait
 * for a lock of the caller's meanwhile: PostgreSQL waits for whatever statement began before.
 */
export async function buildIndexesAhead(sql: postgres.Sql): Promise<void> {
  const [tables] = await sql`select to_regclass('public.monitors') is not null as exist`;
  if (!tables?.exist) return;
  const rows = await sql<{ name: string; valid: boolean }[]>`
    select relname as name, indisvalid as valid from pg_class join pg_index on indexrelid = pg_class.oid
    where relname = any(${Object.keys(INDEXES)})`;
  const isValid = new Map(rows.map(({ name, valid }) => [name, valid]));
  for (const [name, definition] of Object.entries(INDEXES)) {
    if (isValid.get(name)) continue;
    // What a build that was broken off has left: it is kept up to date and never used.
    if (isValid.has(name)) await sql.unsafe(`drop index concurrently ${name}`);
    await sql.unsafe(`create index concurrently ${name} ${definition}`);
  }
}
