import { sql } from "drizzle-orm";
import { enqueueChecks } from "#lib/check/run/enqueue-check.ts";
import { db } from "#lib/db/client.ts";
import { WORKER_LOCK_CLASS } from "#lib/worker-lock.ts";

/**
 * Puts checks back to work whose worker is gone. Run every second by every worker.
 * A dead process is known at once by its lock, which PostgreSQL drops with its connection (the queue itself
 * would free its jobs after 4 hours); a hanging one by the check's heartbeat.
 */
export async function recoverChecks(): Promise<void> {
  await freeJobsOfDeadWorkers();
  await db().transaction(async (tx) => {
    // Stranded: nobody touched it for 20 s, and no job of it waits or was taken within that time.
    const stranded = await tx.execute<{ id: string }>(sql`
      select c.id from checks c
      where c.status in ('queued', 'running')
        and coalesce(c.heartbeat_at, c.updated_at) < now() - interval '20 seconds'
        and not exists (
          select 1 from graphile_worker.jobs j
          where j.key = 'check:' || c.id and j.attempts < j.max_attempts
            and (j.locked_at is null or j.locked_at > now() - interval '20 seconds'))
      limit 100
      for update skip locked`);
    if (stranded.length === 0) return;
    const ids = stranded.map((row) => row.id);
    // A heartbeat of now: whoever comes next second must not do it again.
    await tx.execute(sql`
      update checks set heartbeat_at = now()
      where id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)`);
    await enqueueChecks(tx, ids);
  });
}

async function freeJobsOfDeadWorkers(): Promise<void> {
  await db().execute(sql`
    select graphile_worker.force_unlock_workers(array_agg(dead.locked_by))
    from (
      select distinct j.locked_by from graphile_worker.jobs j
      where j.locked_at < now() - interval '1 second'
        and not exists (
          select 1 from pg_locks l
          where l.locktype = 'advisory' and l.classid = ${WORKER_LOCK_CLASS} and l.granted
            and l.database = (select oid from pg_database where datname = current_database())
            and l.objid = (hashtext(j.locked_by)::bigint & 4294967295)::oid)) dead
    having count(*) > 0`);
}
