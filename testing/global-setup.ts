import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { migrate } from "../lib/db/migrate.ts";
import { startPostgres } from "../scripts/postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A superuser's URL of the server that the test databases are made on. */
    serverUrl: string;
  }
}

/** One PostgreSQL for the whole run, with a migrated template database that each test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const own = process.env.TEST_DATABASE_URL;
  const folder = join(tmpdir(), `tidemark-test-${process.pid}`);
  const server = own ? null : await startPostgres({ folder, durable: false });
  const serverUrl = own ?? server?.url ?? "";
  const sql = postgres(serverUrl, { max: 1, onnotice: () => {} });
  await sql`drop database if exists tidemark_template with (force)`;
  await sql`create database tidemark_template`;
  await sql.end();
  const template = new URL(serverUrl);
  template.pathname = "/tidemark_template";
  await migrate(template.href);
  project.provide("serverUrl", serverUrl);
  return async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
