import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { parseEnv } from "#lib/env.ts";
import { isRunning } from "#testing/processes.ts";
import { type Database, openDatabase } from "./database.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tidemark-database-"));
  chmodSync(folder, 0o711);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const said: string[] = [];
const moved: string[] = [];

function open(databaseUrl?: string): Promise<Database> {
  const settings = { ...parseEnv({ DATABASE_URL: databaseUrl ?? "" }), dataFolder: folder };
  return openDatabase(settings, { say: (line) => said.push(line), onMoved: () => moved.push("moved") });
}

async function ask(url: string): Promise<unknown> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return (await sql`select current_database() as name`)[0]?.name;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

test("the embedded database has its address before it is there, and comes back when it is killed", async () => {
  const database = await open();
  const url = database.url();
  expect(database.pid()).toBeUndefined();
  await expect(ask(url)).rejects.toThrow("ECONNREFUSED");
  await database.ready;
  expect(database.url()).toBe(url);
  expect(await ask(url)).toBe("tidemark");

  const before = database.pid() ?? 0;
  process.kill(before, "SIGKILL");
  await expect.poll(() => database.pid(), { timeout: 20_000 }).not.toBe(before);
  await expect.poll(() => database.pid(), { timeout: 20_000 }).toBeDefined();
  expect(await ask(database.url())).toBe("tidemark");
  expect(said).toContain("PostgreSQL stopped; starting it again");
  expect(moved).toEqual([]);

  const last = database.pid() ?? 0;
  await database.stop(3000);
  expect(isRunning(last)).toBe(false);
});

test("one that runs already, left by a start that was killed, has its address from the beginning", async () => {
  const left = await open();
  await left.ready;
  const found = await open();
  expect(found.url()).toBe(left.url());
  await found.ready;
  expect(found.pid()).toBe(left.pid());
  await Promise.all([left.stop(3000), found.stop(3000)]);
});

test("a database of one's own is used where it is, and left running", async () => {
  const url = inject("serverUrl");
  const database = await open(url);
  await database.ready;
  expect(database.url()).toBe(url);
  await database.stop(0);
  await expect(ask(url)).resolves.toBeDefined();
});

test("one that refuses us is told of in its own words, at once", async () => {
  const url = new URL(inject("serverUrl"));
  url.password = "wrong";
  const { ready } = await open(url.href);
  await expect(ready).rejects.toThrow(
    /^Tidemark cannot use the PostgreSQL of DATABASE_URL: .*password authentication/,
  );
});
