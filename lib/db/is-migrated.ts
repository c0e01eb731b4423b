import { sql } from "drizzle-orm";
import { db } from "#lib/db/client.ts";
import journal from "../../drizzle/meta/_journal.json" with { type: "json" };

/** Whether the database has every migration of this version. @throws what the database threw */
export async function isMigrated(): Promise<boolean> {
  const newest = journal.entries.at(-1)?.when ?? 0;
  const rows = await db().execute(
    sql`select 1 from drizzle.__drizzle_migrations where created_at >= ${newest} limit 1`,
  );
  return rows.length === 1;
}
