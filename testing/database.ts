import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, inject } from "vitest";
import { grantMonth } from "../lib/credit/index.ts";
import type { Ctx } from "../lib/ctx.ts";
import { closeDatabase, useDatabase } from "../lib/db/client.ts";
import { createTeam } from "../lib/team/index.ts";

/** Gives the test file a database of its own, copied from the migrated template. Call once, at the top. */
export function ownDatabase(): { url: () => string } {
  let url = "";
  beforeAll(async () => {
    url = await copyTemplate(inject("serverUrl"));
    await useDatabase(url);
  });
  afterAll(async () => {
    await closeDatabase();
    await withServer(inject("serverUrl"), async (sql) => {
      await sql.unsafe(`drop database if exists "${new URL(url).pathname.slice(1)}" with (force)`);
    });
  });
  return { url: () => url };
}

async function withServer<T>(serverUrl: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

async function copyTemplate(serverUrl: string): Promise<string> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  await withServer(serverUrl, async (sql) => {
    // A template cannot be copied by two at once: PostgreSQL refuses the second, so they queue on a lock.
    await sql`select pg_advisory_lock(1)`;
    await sql.unsafe(`create database "${name}" template tidemark_template`);
  });
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** A fresh team with this month's credits, and a context that speaks for it. */
export async function newTeam(): Promise<Ctx> {
  const teamId = await createTeam("Test team");
  await grantMonth(teamId);
  return { teamId, actor: { kind: "system", job: "test" }, requestId: "test" };
}
