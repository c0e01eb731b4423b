import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import { runMigrations } from "graphile-worker";
import postgres from "postgres";
import { afterMigrations } from "#lib/db/after-migrations.ts";

const folder = fileURLToPath(new URL("../../drizzle", import.meta.url));
const LOCK = 0x71de;
/** Whoever waits for a table's lock makes everybody behind it wait, too: so for so long at most, and then again. */
const LOCK_TIMEOUT = "1s";
const LOCK_NOT_AVAILABLE = "55P03";
const ATTEMPTS = 60;

/**
 * Brings a database up to this version: our tables and the job queue's. Safe to call from any number of
 * processes at once: one works, the others wait for it.
 * @throws Error naming the server's version when PostgreSQL is older than 15.
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const client = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    const [server] = await client`select current_setting('server_version_num')::int as version`;
    if (server?.version < 150_000) {
      throw new Error(`Tidemark needs PostgreSQL 15 or newer; this server is version ${server?.version}.`);
    }
    await takeTurn(client);
    await client.unsafe(`set lock_timeout = '${LOCK_TIMEOUT}'`);
    await retrying(() => applyMigrations(drizzle({ client }), { migrationsFolder: folder }));
    await runMigrations({ connectionString: databaseUrl });
    // Nothing of what follows makes anybody wait, so it may itself wait as long as it takes.
    await client.unsafe("set lock_timeout = 0");
    await afterMigrations(client);
  } finally {
    await client.end();
  }
}

/** Asked again and again instead of waited for: an index built meanwhile would wait for the statement that waits. */
async function takeTurn(client: postgres.Sql): Promise<void> {
  for (;;) {
    const [turn] = await client`select pg_try_advisory_lock(${LOCK}) as mine`;
    if (turn?.mine) return;
    await sleep(100);
  }
}

/** Each attempt is a transaction, or a step that may be repeated, so one that waited too long leaves nothing behind. */
async function retrying(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isLockTimeout(error) || attempt === ATTEMPTS) throw error;
      await sleep(250);
    }
  }
}

/** Drizzle wraps what the driver threw. */
function isLockTimeout(error: unknown): boolean {
  const { code, cause } = error as { code?: string; cause?: unknown };
  return code === LOCK_NOT_AVAILABLE || (cause !== undefined && isLockTimeout(cause));
}
