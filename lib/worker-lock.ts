import postgres from "postgres";
import { databaseUrl } from "#lib/db/client.ts";
import { messageOf } from "#lib/errors.ts";

/** The class of the advisory locks by which workers are known to live. */
export const WORKER_LOCK_CLASS = 0x71e0;

/**
 * Holds, until that is aborted or this process ends, the session lock that says so; PostgreSQL drops it with the
 * connection, however the process ends.
 * @param held called once the lock is held
 * @returns once it let go
 * @throws Error as soon as the connection is lost: others will then take this worker for dead, so it should be
 */
export async function holdWorkerLock(
  workerId: string,
  until: AbortSignal,
  held: () => void = () => {},
): Promise<void> {
  const { promise: closed, resolve, reject } = Promise.withResolvers<void>();
  const connection = postgres(databaseUrl(), {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    onnotice: () => {},
    onclose: () => (until.aborted ? resolve() : reject(new Error("its connection to PostgreSQL was lost"))),
  });
  until.addEventListener("abort", () => connection.end({ timeout: 1 }).catch(messageOf));
  await connection`select pg_advisory_lock(${WORKER_LOCK_CLASS}, hashtext(${workerId}))`;
  held();
  await closed;
}
