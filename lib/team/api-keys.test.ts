import { eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { beforeEach, expect, test } from "vitest";
import type { Actor, Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { apiKeys, users } from "#lib/db/schema.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import { authenticateApiKey, createApiKey, listApiKeys, revokeApiKey } from "./api-keys.ts";

ownDatabase();

let team: Ctx;
beforeEach(async () => {
  team = await newTeam();
});

const as = (actor: Actor): Ctx => ({ ...team, actor });
const person = (role: "owner" | "admin" | "member" | "viewer") =>
  as({ kind: "user", userId: uuidv7(), email: `${role}@example.com`, role });
const lastUse = async (keyId: string) =>
  (await listApiKeys(team)).find(({ id }) => id === keyId)?.lastUsedAt ?? null;

test("a key speaks for the team that made it, and is shown once: only its beginning and a hash are kept", async () => {
  const { id, key, prefix } = await createApiKey(team, { name: "CI" });
  expect(key).toMatch(/^fc-[0-9a-f]{32}$/);
  expect(key.startsWith(prefix)).toBe(true);
  expect(prefix).toHaveLength(9);
  expect(await authenticateApiKey(key)).toMatchObject({ teamId: team.teamId, keyId: id, name: "CI" });
  const [stored] = await db().execute(sql`select to_jsonb(k)::text as text from api_keys k where id = ${id}`);
  expect(stored?.text).not.toContain(key.slice(9));
});

test("a list names keys newest first, without their hashes, and no other team's", async () => {
  const first = await createApiKey(team, { name: "first" });
  const second = await createApiKey(team, { name: "second" });
  const stranger = await newTeam();
  await createApiKey(stranger, { name: "theirs" });
  const listed = await listApiKeys(team);
  expect(listed.map(({ id }) => id)).toEqual([second.id, first.id]);
  for (const row of listed) expect(row).not.toHaveProperty("keyHash");
});

test("a key that is given twice is made once, and stays with whoever had it first", async () => {
  const key = `fc-${uuidv7().replaceAll("-", "")}`;
  const { id } = await createApiKey(team, { name: "given", key });
  await createApiKey(team, { name: "given again", key });
  const stranger = await newTeam();
  await createApiKey(stranger, { name: "theirs", key });
  expect(await authenticateApiKey(key)).toMatchObject({ teamId: team.teamId, keyId: id, name: "given" });
  expect(await listApiKeys(team)).toHaveLength(1);
  expect(await listApiKeys(stranger)).toEqual([]);
});

test("an unknown key and a revoked one are refused in the same words, and revoked once", async () => {
  const { id, key } = await createApiKey(team, { name: "old" });
  await revokeApiKey(team, id);
  const refusal = (text: string) => authenticateApiKey(text).catch((error) => error);
  const revoked = await refusal(key);
  expect(revoked).toMatchObject({
    code: "UNAUTHORIZED",
    message: expect.stringMatching(/Settings, API keys/),
  });
  expect((await refusal(`fc-${"0".repeat(32)}`)).message).toBe(revoked.message);
  await expect(revokeApiKey(team, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("another team's key is not found, and goes on working", async () => {
  const { id, key } = await createApiKey(team, { name: "ours" });
  const stranger = await newTeam();
  await expect(revokeApiKey(stranger, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(authenticateApiKey(key)).resolves.toBeDefined();
});

test("a use is noted at once, then at most once a minute: a busy key writes no row per request", async () => {
  const { id, key } = await createApiKey(team, { name: "busy" });
  expect(await lastUse(id)).toBeNull();
  await authenticateApiKey(key);
  const noted = await lastUse(id);
  expect(noted).not.toBeNull();
  await authenticateApiKey(key);
  expect(await lastUse(id)).toEqual(noted);
  await db()
    .update(apiKeys)
    .set({ lastUsedAt: sql`now() - interval '61 seconds'` })
    .where(eq(apiKeys.id, id));
  const stale = await lastUse(id);
  await authenticateApiKey(key);
  expect((await lastUse(id))?.getTime()).toBeGreaterThan(stale?.getTime() ?? Number.POSITIVE_INFINITY);
});

test("neither a key nor a viewer makes or revokes keys at this door, either; an owner does", async () => {
  const { id, key } = await createApiKey(team, { name: "kept" });
  const byKey = as({ kind: "apiKey", keyId: id, name: "kept", may: "full" } as Actor);
  for (const caller of [byKey, person("viewer")]) {
    await expect(createApiKey(caller, { name: "more" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(revokeApiKey(caller, id)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await listApiKeys(caller)).toHaveLength(1);
  }
  await expect(authenticateApiKey(key)).resolves.toBeDefined();
  const owner = person("owner");
  const { userId, email } = owner.actor as Extract<Actor, { kind: "user" }>;
  await db().insert(users).values({ id: userId, email, passwordHash: "none" });
  const made = await createApiKey(owner, { name: "more" });
  await revokeApiKey(person("owner"), made.id);
  expect(await listApiKeys(team)).toHaveLength(2);
});
