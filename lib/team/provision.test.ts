import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { authenticateApiKey, revokeApiKey, signIn } from "#lib/team/index.ts";
import { ownDatabase } from "#testing/database.ts";

const { url } = ownDatabase();
const folder = mkdtempSync(join(tmpdir(), "tidemark-provision-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const key = `fc-${"ab".repeat(16)}`;
const owner = {
  TIDEMARK_ADMIN_EMAIL: "Owner@Example.com",
  TIDEMARK_ADMIN_PASSWORD: "a long enough password",
};

/** Boots as a process of its own does, since settings are read once a process. */
async function boot(settings: Record<string, string>): Promise<{ key: unknown }> {
  const script = `
    const { provision } = await import("#lib/team/provision.ts");
    const { closeDatabase } = await import("#lib/db/client.ts");
    console.log(JSON.stringify(await provision()));
    await closeDatabase();`;
  const { PATH = "" } = process.env;
  const env = {
    PATH,
    NODE_ENV: "production" as const,
    LOG_LEVEL: "silent",
    TIDEMARK_DATA_DIR: folder,
    DATABASE_URL: url(),
    ...settings,
  };
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], {
    env,
  });
  return JSON.parse(stdout) as { key: unknown };
}

async function counts() {
  const [row] = await db().execute(sql`
    select (select count(*)::int from teams) as teams, (select count(*)::int from users) as users,
      (select count(*)::int from memberships) as memberships, (select count(*)::int from api_keys) as keys,
      (select count(*)::int from credit_entries where kind = 'grant') as grants,
      (select coalesce(sum(available), 0)::int from team_credits) as credits`);
  return row;
}

const once = { teams: 1, users: 1, memberships: 1, keys: 1, grants: 1, credits: 100_000 };

test("nothing set in production: nothing is made", async () => {
  expect(await boot({})).toMatchObject({ key: null });
  expect(await counts()).toMatchObject({ teams: 0, users: 0, keys: 0 });
});

test("owner, team, key and credits are made once, however many boots come at once", async () => {
  const settings = { ...owner, TIDEMARK_API_KEY: key };
  const first = await Promise.all([1, 2, 3, 4].map(() => boot(settings)));
  expect(first.map((one) => one.key)).toEqual(["given", "given", "given", "given"]);
  expect(await counts()).toEqual(once);
  expect(await boot(settings)).toMatchObject({ key: "given" });
  expect(await counts()).toEqual(once);
  const { teamId } = await authenticateApiKey(key);
  const who = { email: "owner@example.com", password: owner.TIDEMARK_ADMIN_PASSWORD };
  await expect(signIn({ ...who, ip: "192.0.2.1" })).resolves.toMatchObject({
    userId: expect.any(String),
  });
  const [membership] = await db().execute(sql`select team_id, role from memberships`);
  expect(membership).toEqual({ team_id: teamId, role: "owner" });
});

test("another password at a later boot does not change the account's", async () => {
  await boot({ ...owner, TIDEMARK_ADMIN_PASSWORD: "some other password", TIDEMARK_API_KEY: key });
  const who = { email: "owner@example.com", password: owner.TIDEMARK_ADMIN_PASSWORD };
  await expect(signIn({ ...who, ip: "192.0.2.1" })).resolves.toBeDefined();
});

test("another key is added; a revoked one stays revoked and is not shown", async () => {
  const other = `fc-${"cd".repeat(16)}`;
  expect(await boot({ ...owner, TIDEMARK_API_KEY: other })).toMatchObject({ key: "given" });
  const { teamId, keyId } = await authenticateApiKey(key);
  await revokeApiKey({ teamId, actor: { kind: "system", job: "test" }, requestId: "test" }, keyId);
  expect(await boot({ ...owner, TIDEMARK_API_KEY: key })).toMatchObject({ key: null });
  await expect(authenticateApiKey(key)).rejects.toThrow(/^Unauthorized: /);
  expect(await counts()).toEqual({ ...once, keys: 2 });
});

test("development makes a key when none is given, answers it, and keeps it to itself; a given one it does not", async () => {
  const { key: made } = (await boot({ NODE_ENV: "development" })) as { key: { made: string } };
  expect(made.made).toMatch(/^fc-[0-9a-f]{32}$/);
  await expect(authenticateApiKey(made.made)).resolves.toMatchObject({ name: "Development" });
  const file = join(folder, "development-key");
  expect(readFileSync(file, "utf8")).toBe(made.made);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await boot({ NODE_ENV: "development" })).toMatchObject({ key: made });
  expect(await boot({ NODE_ENV: "production" })).toMatchObject({ key: null });
  const given = `fc-${"ef".repeat(16)}`;
  expect(await boot({ NODE_ENV: "development", TIDEMARK_API_KEY: given })).toMatchObject({ key: "given" });
});

test("an owner without a password stops the boot with a sentence", async () => {
  const booting = boot({ TIDEMARK_ADMIN_EMAIL: "second@example.com" });
  await expect(booting).rejects.toThrow(/TIDEMARK_ADMIN_EMAIL is set without TIDEMARK_ADMIN_PASSWORD/);
});
