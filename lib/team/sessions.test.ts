import { eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { beforeEach, expect, test } from "vitest";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { memberships, sessions, users } from "#lib/db/schema.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import {
  authenticateSession,
  forgetEndedSessions,
  listSessions,
  openSession,
  revokeSession,
} from "./sessions.ts";

ownDatabase();

let team: Ctx;
let ana: Ctx;
let ben: Ctx;

async function member({ teamId }: Ctx, name: string): Promise<Ctx> {
  const userId = uuidv7();
  const email = `${name}-${userId}@example.com`;
  await db().insert(users).values({ id: userId, email, passwordHash: "none" });
  await db().insert(memberships).values({ teamId, userId, role: "member" });
  return { teamId, actor: { kind: "user", userId, email, role: "member" }, requestId: "test" };
}

const userIdOf = ({ actor }: Ctx) => (actor.kind === "user" ? actor.userId : "");

async function open(of: Ctx) {
  const { token } = await openSession({
    teamId: of.teamId,
    userId: userIdOf(of),
    ip: "203.0.113.1",
    userAgent: "a browser",
  });
  const caller = await authenticateSession(token);
  return { token, sessionId: caller?.sessionId ?? "" };
}

const idsOf = async (of: Ctx) => (await listSessions(of)).map(({ id }) => id);
const age = (sessionId: string, change: Partial<Record<"expiresAt" | "revokedAt", ReturnType<typeof sql>>>) =>
  db().update(sessions).set(change).where(eq(sessions.id, sessionId));

beforeEach(async () => {
  team = await newTeam();
  [ana, ben] = [await member(team, "ana"), await member(team, "ben")];
});

test("a session speaks for its person in its team, with the role they have now", async () => {
  const { token, sessionId } = await open(ana);
  const who = { sessionId, teamId: ana.teamId, userId: userIdOf(ana) };
  expect(await authenticateSession(token)).toMatchObject({ ...who, role: "member" });
  await db()
    .update(memberships)
    .set({ role: "viewer" })
    .where(eq(memberships.userId, userIdOf(ana)));
  expect(await authenticateSession(token)).toMatchObject({ ...who, role: "viewer" });
});

test("whoever left the team has no session in it any more", async () => {
  const { token } = await open(ana);
  await db()
    .delete(memberships)
    .where(eq(memberships.userId, userIdOf(ana)));
  expect(await authenticateSession(token)).toBeNull();
});

test("only the token itself opens it: it is not in the table, and lasts thirty days", async () => {
  const before = Date.now();
  const { token, expiresAt } = await openSession({
    teamId: ana.teamId,
    userId: userIdOf(ana),
    ip: null,
    userAgent: null,
  });
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(expiresAt.getTime() - before).toBeGreaterThanOrEqual(30 * 86_400_000);
  expect(expiresAt.getTime() - before).toBeLessThan(30 * 86_400_000 + 60_000);
  const stored = (await listSessions(ana))[0]?.tokenHash ?? Buffer.of();
  for (const wrong of ["", token.slice(1), stored.toString("base64url"), stored.toString("hex")]) {
    expect(await authenticateSession(wrong)).toBeNull();
  }
  expect(await authenticateSession(token)).not.toBeNull();
});

test("an expired and a revoked session speak for nobody, and are not listed as open", async () => {
  const [expired, revoked, good] = [await open(ana), await open(ana), await open(ana)];
  await age(expired.sessionId, { expiresAt: sql`now() - interval '1 second'` });
  await revokeSession(ana, revoked.sessionId);
  expect(await authenticateSession(expired.token)).toBeNull();
  expect(await authenticateSession(revoked.token)).toBeNull();
  expect(await idsOf(ana)).toEqual([good.sessionId]);
});

test("everybody sees their own sessions only, the newest first", async () => {
  const [first, second] = [await open(ana), await open(ana)];
  const bens = await open(ben);
  expect(await idsOf(ana)).toEqual([second.sessionId, first.sessionId]);
  expect(await idsOf(ben)).toEqual([bens.sessionId]);
});

test("a session is its person's, whichever of their teams it looks at", async () => {
  const here = await open(ana);
  const other = await newTeam();
  await db()
    .insert(memberships)
    .values({ teamId: other.teamId, userId: userIdOf(ana), role: "owner" });
  const there: Ctx = { ...ana, teamId: other.teamId };
  expect(await idsOf(there)).toEqual([here.sessionId]);
  await revokeSession(there, here.sessionId);
  expect(await authenticateSession(here.token)).toBeNull();
});

test("another's session is not found, nor one that ended, nor one that never was", async () => {
  const [mine, bens] = [await open(ana), await open(ben)];
  await revokeSession(ana, mine.sessionId);
  for (const sessionId of [bens.sessionId, mine.sessionId, uuidv7()]) {
    await expect(revokeSession(ana, sessionId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  expect(await authenticateSession(bens.token)).not.toBeNull();
});

test("the product itself has no sessions", async () => {
  const { sessionId } = await open(ana);
  expect(await listSessions(team)).toEqual([]);
  await expect(revokeSession(team, sessionId)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("the clean-up keeps what ended less than thirty days ago, and whatever is open", async () => {
  const [good, lately, longAgo, revoked] = [
    await open(ana),
    await open(ana),
    await open(ana),
    await open(ana),
  ];
  await age(lately.sessionId, { expiresAt: sql`now() - interval '29 days'` });
  await age(longAgo.sessionId, { expiresAt: sql`now() - interval '31 days'` });
  await age(revoked.sessionId, { revokedAt: sql`now() - interval '31 days'` });
  await forgetEndedSessions();
  const left = await db()
    .select({ id: sessions.id })
    .from(sessions)
    .where(eq(sessions.userId, userIdOf(ana)));
  expect(left.map(({ id }) => id).sort()).toEqual([good.sessionId, lately.sessionId].sort());
});
