import { eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { beforeEach, describe, expect, test } from "vitest";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { invitations, memberships, passwordResets, signInAttempts, users } from "#lib/db/schema.ts";
import type { Role } from "#lib/policy.ts";
import { ownDatabase } from "#testing/database.ts";
import {
  acceptInvitation,
  acceptSignedIn,
  authenticateApiKey,
  authenticateSession,
  changeRole,
  createApiKey,
  createOwner,
  createPasswordReset,
  foundTeam,
  inviteMember,
  leaveTeam,
  listInvitations,
  listMembers,
  openSession,
  readInvitation,
  readMe,
  readPasswordReset,
  removeMember,
  renewInvitation,
  resetPassword,
  revokeInvitation,
  signIn,
  switchTeam,
  transferOwnership,
} from "./index.ts";

ownDatabase();

const password = "a long enough password";
const from = { ip: "203.0.113.1", userAgent: null };
const handOver = async () => {};
const nobody = { changesTo: null, handOver };

let ana: Ctx;

beforeEach(async () => {
  await db().delete(signInAttempts);
  ana = await owner();
});

const ctxOf = (teamId: string, userId: string, email: string, role: Role): Ctx => ({
  teamId,
  actor: { kind: "user", userId, email, role },
  requestId: "test",
});

/** Somebody with a team of their own. */
async function owner(): Promise<Ctx> {
  const email = `${uuidv7()}@example.com`;
  const { teamId, userId } = await createOwner({ email, password, teamName: "Harbour" });
  return ctxOf(teamId, userId, email, "owner");
}

/** Somebody who has joined a team, as the routes know them. */
async function member(of: Ctx, role: Role): Promise<Ctx> {
  const email = `${uuidv7()}@example.com`;
  const userId = uuidv7();
  await db().insert(users).values({ id: userId, email, passwordHash: "none" });
  await db().insert(memberships).values({ teamId: of.teamId, userId, role });
  return ctxOf(of.teamId, userId, email, role);
}

const idOf = ({ actor }: Ctx) => (actor.kind === "user" ? actor.userId : "");
const emailOf = ({ actor }: Ctx) => (actor.kind === "user" ? actor.email : "");
const roleOf = async (ctx: Ctx) => (await listMembers(ctx)).find((one) => one.userId === idOf(ctx))?.role;
const session = async (ctx: Ctx) =>
  (await openSession({ teamId: ctx.teamId, userId: idOf(ctx), ...from })).token;
const sessionIdOf = async (token: string) => (await authenticateSession(token))?.sessionId ?? "";
const invite = (email = `${uuidv7()}@example.com`, role: "admin" | "member" | "viewer" = "member") =>
  inviteMember(ana, { email, role });

describe("an invitation", () => {
  test("makes an account with a name and the role it is for", async () => {
    const { token } = await invite("new@example.com", "viewer");
    expect(await readInvitation(token)).toMatchObject({ email: "new@example.com", hasAccount: false });
    const joined = await acceptInvitation({ token, name: "Nell", password }, from.ip);
    expect(joined.teamId).toBe(ana.teamId);
    expect(await listMembers(ana)).toMatchObject([
      {},
      { email: "new@example.com", name: "Nell", role: "viewer" },
    ]);
    expect(await listInvitations(ana)).toEqual([]);
    await expect(signIn({ email: "new@example.com", password, ...from })).resolves.toBeDefined();
  });

  test("is used once, however many try at once", async () => {
    const { token } = await invite();
    const tries = await Promise.allSettled(
      [1, 2, 3, 4].map(() => acceptInvitation({ token, name: "Nell", password }, from.ip)),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await listMembers(ana)).toHaveLength(2);
    await expect(readInvitation(token)).rejects.toThrow(/was accepted already/);
  });

  test("that expired, was revoked or renewed, or never was, says so", async () => {
    const [expired, revoked, renewed] = [await invite(), await invite(), await invite()];
    await db()
      .update(invitations)
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where(eq(invitations.id, expired.id));
    await revokeInvitation(ana, revoked.id);
    const newer = await renewInvitation(ana, renewed.id);
    const cases = [
      [expired.token, /has expired/],
      [revoked.token, /was revoked/],
      [renewed.token, /a newer one took its place/],
      ["x".repeat(43), /belongs to no invitation/],
      ["../../etc", /belongs to no invitation/],
    ] as const;
    for (const [token, sentence] of cases) {
      await expect(readInvitation(token)).rejects.toMatchObject({
        code: "NOT_FOUND",
        message: expect.stringMatching(sentence),
      });
      await expect(acceptInvitation({ token, password }, from.ip)).rejects.toThrow(sentence);
    }
    await expect(readInvitation(newer.token)).resolves.toBeDefined();
    await expect(revokeInvitation(ana, revoked.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("for somebody with an account takes their password, and not another's", async () => {
    const bo = await owner();
    const { token } = await invite(emailOf(bo));
    const wrong = acceptInvitation({ token, password: "a wrong password" }, from.ip);
    await expect(wrong).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await acceptInvitation({ token, password }, from.ip);
    expect((await readMe(bo)).teams.map(({ id }) => id)).toEqual([bo.teamId, ana.teamId]);
  });

  test("is accepted by whoever is signed in with its address, whose session then looks at the new team", async () => {
    const [bo, eve] = [await owner(), await owner()];
    const { token } = await invite(emailOf(bo));
    const as = async (ctx: Ctx) => {
      const opened = await session(ctx);
      return {
        opened,
        who: { userId: idOf(ctx), email: emailOf(ctx), sessionId: await sessionIdOf(opened) },
      };
    };
    const asEve = await as(eve);
    await expect(acceptSignedIn(token, asEve.who)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const asBo = await as(bo);
    await acceptSignedIn(token, asBo.who);
    expect(await authenticateSession(asBo.opened)).toMatchObject({ teamId: ana.teamId, role: "member" });
  });

  test("made again for an address takes the place of the first; a member needs none", async () => {
    const first = await invite("twice@example.com");
    await invite("twice@example.com", "admin");
    expect(await listInvitations(ana)).toMatchObject([{ email: "twice@example.com", role: "admin" }]);
    await expect(readInvitation(first.token)).rejects.toThrow(/revoked/);
    await expect(invite(emailOf(ana))).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("is one of a hundred at most, also of those made at once", async () => {
    const rows = Array.from({ length: 98 }, (_, index) => ({
      id: uuidv7(),
      teamId: ana.teamId,
      email: `guest${index}@example.com`,
      role: "viewer" as const,
      tokenHash: Buffer.from(uuidv7()),
      expiresAt: new Date(Date.now() + 1000),
    }));
    await db().insert(invitations).values(rows);
    const made = await Promise.allSettled([1, 2, 3, 4].map(() => invite()));
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    expect(made.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "CONFLICT" } });
  });

  test("of another team cannot be renewed or revoked", async () => {
    const { id } = await invite();
    const stranger = await owner();
    for (const act of [renewInvitation, revokeInvitation]) {
      await expect(act(stranger, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });

  test("leaves no token in the database", async () => {
    const { token } = await invite();
    const rows = await db().execute<{ row: string }>(sql`select to_jsonb(t)::text as row from invitations t`);
    const text = rows.map(({ row }) => row).join();
    expect(text).not.toContain(token);
    expect(text).not.toContain(Buffer.from(token, "base64url").toString("hex"));
  });
});

describe("an owner", () => {
  test("stays when two owners demote, remove or leave each other at once", async () => {
    const acts: ((from: Ctx, other: Ctx) => Promise<unknown>)[] = [
      (one, other) => changeRole(one, idOf(other), "member"),
      (one, other) => removeMember(one, idOf(other), nobody),
      (one) => leaveTeam(one, null, { handOver }),
      (one) => changeRole(one, idOf(one), "viewer"),
    ];
    for (const act of acts) {
      const one = await owner();
      const second = await member(one, "owner");
      const done = await Promise.allSettled([act(one, second), act(second, one)]);
      expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const owners = await db().select().from(memberships).where(eq(memberships.teamId, one.teamId));
      expect(owners.filter(({ role }) => role === "owner")).toHaveLength(1);
      const [refused] = done.filter(({ status }) => status === "rejected");
      expect(refused).toMatchObject({ reason: { code: "CONFLICT", message: /always has an owner/ } });
    }
  });

  test("is held by the database itself, whatever statement takes the last one away", async () => {
    const demote = db().update(memberships).set({ role: "admin" }).where(eq(memberships.teamId, ana.teamId));
    await expect(demote.execute()).rejects.toMatchObject({
      cause: { constraint_name: "memberships_keep_an_owner" },
    });
    expect(await roleOf(ana)).toBe("owner");
  });

  test("hands the team on, and is an admin then", async () => {
    const bo = await member(ana, "viewer");
    await transferOwnership(ana, idOf(bo));
    expect([await roleOf(ana), await roleOf(bo)]).toEqual(["admin", "owner"]);
    await expect(transferOwnership(ana, idOf(bo))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("is made, unmade, removed and given a new password by owners alone", async () => {
    const admin = await member(ana, "admin");
    const second = await member(ana, "owner");
    for (const act of [
      () => changeRole(admin, idOf(admin), "owner"),
      () => changeRole(admin, idOf(second), "viewer"),
      () => removeMember(admin, idOf(second), nobody),
      () => createPasswordReset(admin, idOf(second)),
    ]) {
      await expect(act()).rejects.toMatchObject({
        code: "FORBIDDEN",
        message: expect.stringMatching(/owner/),
      });
    }
    await expect(createPasswordReset(ana, idOf(second))).resolves.toBeDefined();
  });
});

describe("whoever is removed", () => {
  test("loses their sessions and keys of this team at once, and nothing of another", async () => {
    const bo = await member(ana, "admin");
    const elsewhere = await owner();
    await db()
      .insert(memberships)
      .values({ teamId: elsewhere.teamId, userId: idOf(bo), role: "member" });
    const there = { ...bo, teamId: elsewhere.teamId };
    const [here, other, anas] = [await session(bo), await session(there), await session(ana)];
    const [bosKey, anasKey] = [
      await createApiKey(bo, { name: "bo" }),
      await createApiKey(ana, { name: "ana" }),
    ];
    const told: unknown[] = [];
    await removeMember(ana, idOf(bo), {
      changesTo: idOf(ana),
      handOver: async (_tx, change) => void told.push(change),
    });
    expect(told).toEqual([{ teamId: ana.teamId, from: idOf(bo), to: idOf(ana) }]);
    expect(await authenticateSession(here)).toBeNull();
    expect(await authenticateSession(other)).not.toBeNull();
    expect(await authenticateSession(anas)).not.toBeNull();
    await expect(authenticateApiKey(bosKey.key)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(authenticateApiKey(anasKey.key)).resolves.toBeDefined();
  });

  test("stays when their changes cannot be handed over", async () => {
    const bo = await member(ana, "member");
    const failing = removeMember(ana, idOf(bo), {
      changesTo: null,
      handOver: async () => {
        throw new Error("no");
      },
    });
    await expect(failing).rejects.toThrow("no");
    expect(await roleOf(bo)).toBe("member");
    const stranger = await owner();
    const toStranger = removeMember(ana, idOf(bo), { changesTo: idOf(stranger), handOver });
    await expect(toStranger).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(removeMember(ana, idOf(ana), nobody)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("leaves by themselves, and their session goes on in another team of theirs", async () => {
    const bo = await member(ana, "member");
    const alone = await session(bo);
    expect(await leaveTeam(bo, await sessionIdOf(alone), { handOver })).toBe(false);
    expect(await authenticateSession(alone)).toBeNull();
    const eve = await owner();
    await db()
      .insert(memberships)
      .values({ teamId: ana.teamId, userId: idOf(eve), role: "member" });
    const here = { ...eve, teamId: ana.teamId };
    const token = await session(here);
    expect(await leaveTeam(here, await sessionIdOf(token), { handOver })).toBe(true);
    expect(await authenticateSession(token)).toMatchObject({ teamId: eve.teamId, role: "owner" });
  });
});

describe("a person of several teams", () => {
  test("makes one, and their session looks at whichever they choose, of theirs alone", async () => {
    const made = await foundTeam(ana, "Lighthouse");
    const token = await session(ana);
    await switchTeam(ana, await sessionIdOf(token), made.id);
    expect(await authenticateSession(token)).toMatchObject({ teamId: made.id, role: "owner" });
    const stranger = await owner();
    const away = switchTeam(ana, await sessionIdOf(token), stranger.teamId);
    await expect(away).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("owns twenty at most, also of those made at once", async () => {
    for (let owned = 1; owned < 18; owned++) await foundTeam(ana, `Team ${owned}`);
    const made = await Promise.allSettled([1, 2, 3, 4].map(() => foundTeam(ana, "One more")));
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    expect((await readMe(ana)).teams).toHaveLength(20);
  });
});

describe("a password reset", () => {
  test("sets a password once, within an hour, and ends the person's sessions", async () => {
    const bo = await member(ana, "member");
    const [here, anas] = [await session(bo), await session(ana)];
    const older = await createPasswordReset(ana, idOf(bo));
    const { token } = await createPasswordReset(ana, idOf(bo));
    await expect(readPasswordReset(older.token)).rejects.toThrow(/a newer one took its place/);
    const tries = await Promise.allSettled(
      [1, 2, 3].map(() => resetPassword({ token, password: "another one" })),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await authenticateSession(here)).toBeNull();
    expect(await authenticateSession(anas)).not.toBeNull();
    await expect(signIn({ email: emailOf(bo), password: "another one", ...from })).resolves.toBeDefined();
    const late = await createPasswordReset(ana, idOf(bo));
    await db()
      .update(passwordResets)
      .set({ expiresAt: new Date(Date.now() - 1) });
    await expect(resetPassword({ token: late.token, password })).rejects.toThrow(/has expired/);
    await expect(readPasswordReset("nonsense")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("leads into no team that its maker does not run", async () => {
    const bo = await owner();
    await db()
      .insert(memberships)
      .values({ teamId: ana.teamId, userId: idOf(bo), role: "member" });
    await expect(createPasswordReset(ana, idOf(bo))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await db()
      .insert(memberships)
      .values({ teamId: bo.teamId, userId: idOf(ana), role: "owner" });
    await expect(createPasswordReset(ana, idOf(bo))).resolves.toBeDefined();
    const stranger = await owner();
    await expect(createPasswordReset(stranger, idOf(bo))).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("a key", () => {
  test("is a member's unless its maker says another role, and never above its maker", async () => {
    const admin = await member(ana, "admin");
    expect(await authenticateApiKey((await createApiKey(admin, { name: "plain" })).key)).toMatchObject({
      role: "member",
      may: "full",
    });
    const looking = await createApiKey(admin, { name: "looks", role: "admin", readOnly: true });
    expect(await authenticateApiKey(looking.key)).toMatchObject({ role: "admin", may: "readOnly" });
    const above = createApiKey(admin, { name: "above", role: "owner" });
    await expect(above).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("is no more than its maker is by now", async () => {
    const admin = await member(ana, "admin");
    const { key } = await createApiKey(admin, { name: "ci", role: "admin" });
    await changeRole(ana, idOf(admin), "viewer");
    expect(await authenticateApiKey(key)).toMatchObject({ role: "viewer" });
    await changeRole(ana, idOf(admin), "admin");
    expect(await authenticateApiKey(key)).toMatchObject({ role: "admin" });
  });
});
