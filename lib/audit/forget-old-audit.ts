import { sql } from "drizzle-orm";
import { db } from "#lib/db/client.ts";
import { env } from "#lib/env.ts";

const BATCH = 5000;
const DAY_MS = 86_400_000;

/**
 * Part of the nightly clean-up: entries older than TIDEMARK_AUDIT_DAYS. The trigger that keeps all others is told, for this
 * transaction alone, which are old.
 */
export async function forgetOldAudit(stop?: AbortSignal): Promise<void> {
  const oldBefore = new Date(Date.now() - env().TIDEMARK_AUDIT_DAYS * DAY_MS);
  while (!stop?.aborted && (await forgetBatch(oldBefore.toISOString())) > 0);
}

function forgetBatch(oldBefore: string): Promise<number> {
  return db().transaction(async (tx) => {
    await tx.execute(sql`select set_config('tidemark.audit_old_before', ${oldBefore}, true)`);
    const gone = await tx.execute(sql`
      delete from audit_entries where id in (
        select id from audit_entries where created_at < ${oldBefore}::timestamptz order by created_at limit ${BATCH})
      returning 1`);
    return gone.length;
  });
}
