import { inArray, sql } from "drizzle-orm";
import {
  type ClosingCheck,
  closeChecks,
  type Ending,
  lockMonitorsOf,
  summaryOf,
} from "#lib/check/run/finish.ts";
import { callWorkers } from "#lib/check/run/queue.ts";
import { db, type Tx } from "#lib/db/client.ts";
import { checks } from "#lib/db/schema.ts";
import { WORKER_LOCK_CLASS } from "#lib/worker-lock.ts";

/** A check whose worker died so often with it in hand, and of these so often with nothing else, is given up. */
const MAX_CRASHES = 3;
const MAX_LONE_CRASHES = 2;

const GIVEN_UP: Ending = {
  status: "failed",
  error: `The check crashed its worker ${MAX_CRASHES} times and was given up. The server's log says why; nothing was charged.`,
  charge: "nothing",
};

const holdsLock = sql`
  exists (
    select 1 from pg_locks l
    where l.locktype = 'advisory' and l.classid = ${WORKER_LOCK_CLASS}::int and l.granted
      and l.database = (select oid from pg_database where datname = current_database())
      and l.objid = (hashtext(w.id::text)::bigint & 4294967295)::oid)`;

/** No worker any more: its process is gone, and with it its lock; or it hangs, and has not said that it lives. */
const isDead = sql`(w.heartbeat_at < now() - interval '20 seconds' or not ${holdsLock})`;

/** Whether some worker's checks wait for somebody to take them up again. For a statement that asks more. */
export const needsRecovery = sql`
  (exists (select 1 from workers w where ${isDead}) or exists (
    select 1 from checks c
    where c.status = 'running' and not exists (select 1 from workers w where w.id = c.worker)))`;

/**
 * Puts checks back to work whose worker is gone. Any number of workers may call it at the same time.
 *
 * Who is to blame for the death is not known, so whatever was in hand is under suspicion and runs alone from then on
 * (suspects.ts). Only a check that was alone in hand counts the death against itself; a page it records clears it.
 * Where PostgreSQL itself began anew since the worker's last beat, that is why the worker left, and nobody is to blame.
 */
export async function recoverChecks(): Promise<void> {
  await db().transaction(async (tx) => {
    const dead = await tx.execute<{ id: string; to_blame: boolean }>(sql`
      select w.id, w.heartbeat_at > pg_postmaster_start_time() or ${holdsLock} as to_blame from workers w
      where ${isDead} order by w.id for update skip locked`);
    for (const { id, to_blame } of dead) await takeBack(tx, id, to_blame);
    await takeBackOrphans(tx);
    await tx.execute(sql`
      delete from workers where id in (
        select jsonb_array_elements_text(${JSON.stringify(dead.map(({ id }) => id))}::jsonb)::uuid)`);
  });
}

/** Checks of workers nobody knows any more: a database put back from a copy. */
async function takeBackOrphans(tx: Tx): Promise<void> {
  const workers = await tx.execute<{ worker: string }>(sql`
    select distinct c.worker from checks c
    where c.status = 'running' and not exists (select 1 from workers w where w.id = c.worker)`);
  for (const { worker } of workers) await takeBack(tx, worker, false);
}

async function takeBack(tx: Tx, worker: string, toBlame: boolean): Promise<void> {
  const inHand = sql`select id from checks where worker = ${worker} and status = 'running'`;
  const ids = (await tx.execute<{ id: string }>(inHand)).map(({ id }) => id);
  if (ids.length === 0) return;
  // Monitors before checks, as everywhere: some of them may have to be ended.
  await lockMonitorsOf(tx, ids);
  const rows = await tx.select().from(checks).where(inArray(checks.id, ids)).orderBy(checks.id).for("update");
  const held = rows.filter((check) => check.status === "running" && check.worker === worker);
  const unfinished = held.filter((check) => !hasAllPages(check));
  const isAlone = unfinished.length === 1;
  const counted = unfinished.map((check) => ({
    ...check,
    crashes: check.crashes + Number(toBlame),
    loneCrashes: check.loneCrashes + Number(toBlame && isAlone),
    suspect: check.suspect || toBlame,
  }));
  await requeue(tx, counted);
  const closing: ClosingCheck[] = [
    ...held.filter(hasAllPages).map((check) => ({ check, ending: { status: "finished" as const } })),
    ...counted.filter(isGuilty).map((check) => ({ check, ending: GIVEN_UP })),
  ];
  await closeChecks(tx, closing);
  await callWorkers(tx);
}

type CheckRow = typeof checks.$inferSelect;

/** Such a check only lacks its end: it is finished here, since running it again could do nothing else. */
function hasAllPages(check: CheckRow): boolean {
  return check.expectedPages !== null && summaryOf(check).totalPages >= check.expectedPages;
}

function isGuilty({ crashes, loneCrashes }: CheckRow): boolean {
  return crashes >= MAX_CRASHES && loneCrashes >= MAX_LONE_CRASHES;
}

async function requeue(tx: Tx, waiting: CheckRow[]): Promise<void> {
  const rows = waiting.map(({ id, crashes, loneCrashes, suspect }) => ({
    id,
    crashes,
    loneCrashes,
    suspect,
  }));
  await tx.execute(sql`
    update checks c set
      status = 'queued', worker = null, crashes = r.crashes, lone_crashes = r."loneCrashes", suspect = r.suspect,
      updated_at = now()
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as r(id uuid, crashes smallint, "loneCrashes" smallint, suspect boolean)
    where c.id = r.id`);
}
