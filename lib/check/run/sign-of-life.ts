import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { Claim } from "#lib/check/run/claim.ts";
import { db } from "#lib/db/client.ts";
import { holdWorkerLock } from "#lib/worker-lock.ts";

/** Who carries out checks: the name under which a worker process has them in hand. */
export type Worker = {
  id: string;
  /**
   * Tells the database that this worker lives.
   * @returns which of these claims no longer hold: their checks were ended by somebody, or taken from this worker
   * @throws Error when this worker was taken for dead; whatever it has in hand is then another's
   */
  beat(claims: readonly Claim[]): Promise<Set<string>>;
  /** Signs off: it has nothing in hand any more. */
  leave(): Promise<void>;
};

/**
 * Signs a worker on. It holds an advisory lock for as long as its process lives, so others learn of its death at
 * once; that it hangs they learn by its beats.
 * @param until aborted when it is to let go of the lock
 * @param die called when the lock was lost, and this worker is taken for dead
 */
export async function signOn(until: AbortSignal, die: (error: unknown) => void): Promise<Worker> {
  const id = uuidv7();
  await new Promise<void>((resolve, reject) => {
    holdWorkerLock(id, until, resolve).catch((error) => {
      reject(error);
      die(error);
    });
  });
  await db().execute(sql`insert into workers (id) values (${id})`);
  return {
    id,
    async beat(claims) {
      const held = claims.map((claim) => ({ id: claim.id, attempt: claim.attempt }));
      const rows = await db().execute<{ lost: string[] | null }>(sql`
        with me as (update workers set heartbeat_at = now() where id = ${id} returning id)
        select (
          select json_agg(h.id)
          from json_to_recordset(${JSON.stringify(held)}::json) as h(id uuid, attempt int)
          where not exists (
            select 1 from checks c where c.id = h.id and c.attempt = h.attempt and c.status = 'running')) as lost
        from me`);
      if (!rows[0]) throw new Error("this worker was taken for dead, since it did not say that it lives");
      return new Set(rows[0].lost);
    },
    async leave() {
      await db().execute(sql`delete from workers where id = ${id}`);
    },
  };
}
