import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import { runMigrations } from "graphile-worker";
import postgres from "postgres";

const folder = fileURLToPath(new URL("../../drizzle", import.meta.url));
const LOCK = 0x71de;

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
    await client`select pg_advisory_lock(${LOCK})`;
    await applyMigrations(drizzle({ client }), { migrationsFolder: folder });
    await runMigrations({ connectionString: databaseUrl });
  } finally {
    await client.end();
  }
}
