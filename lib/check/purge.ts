import { sql } from "drizzle-orm";
import { db } from "#lib/db/client.ts";
import { forgetEndedSessions, forgetOldAttempts } from "#lib/team/index.ts";

const BATCH = 500;

/**
 * The nightly clean-up: checks past their monitor's retentionDays, snapshots nobody's baseline since then,
 * and monitors deleted that long ago. In batches, so that nobody waits for it; it may stop at any of them.
 * A live baseline is never taken: a foreign key holds it.
 */
export async function purge(): Promise<void> {
  await untilNone(purgeChecks);
  await untilNone(purgeSnapshots);
  await untilNone(purgeDeletedMonitors);
  await forgetOldAttempts();
  await forgetEndedSessions();
}

async function untilNone(purgeBatch: () => Promise<number>): Promise<void> {
  while ((await purgeBatch()) > 0);
}

async function purgeChecks(): Promise<number> {
  const gone = await db().execute(sql`
    delete from checks where id in (
      select c.id from checks c join monitors m on m.id = c.monitor_id
      where c.created_at < now() - make_interval(days => m.retention_days)
        and c.created_at < now() - interval '1 day'
        and c.status not in ('queued', 'running')
      order by c.created_at
      limit ${BATCH})
    returning 1`);
  return gone.length;
}

async function purgeSnapshots(): Promise<number> {
  const gone = await db().execute(sql`
    delete from snapshots where id in (
      select s.id from snapshots s join monitors m on m.id = s.monitor_id
      where s.superseded_at < now() - make_interval(days => m.retention_days)
        and not exists (select 1 from pages p where p.snapshot_id = s.id)
      order by s.superseded_at
      limit ${BATCH}
      for update of s skip locked)
    and superseded_at is not null
    returning 1`);
  return gone.length;
}

/** Checks and pages go with it; the ledger stays. */
async function purgeDeletedMonitors(): Promise<number> {
  const gone = await db().execute(sql`
    delete from monitors where id in (
      select m.id from monitors m
      where m.status = 'deleted' and m.updated_at < now() - make_interval(days => m.retention_days)
        and not exists (select 1 from checks c where c.monitor_id = m.id)
      limit 20)
    returning 1`);
  return gone.length;
}
