import { randomBytes } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { beforeEach, expect, test, vi } from "vitest";
import { db } from "#lib/db/client.ts";
import { auditEntries, identities, invitations, memberships, users } from "#lib/db/schema.ts";
import type { Role } from "#lib/policy.ts";
import { ownDatabase } from "#testing/database.ts";
import { admitByProvider, createOwner, createTeam, linkIdentity } from "./index.ts";

vi.hoisted(() => {
  Object.assign(process.env, {
    AUTH_GITHUB_ID: "id",
    AUTH_GITHUB_SECRET: "secret",
    AUTH_ALLOWED_DOMAINS: "harbour.example=Harbour, first.example, gone.example=Nowhere",
  });
});

ownDatabase();

const password = "a long enough password";
let harbour: { userId: string; teamId: string };

beforeEach(async () => {
  await db().execute(sql`truncate users, invitations cascade`);
  await createTeam("Harbour");
  await createOwner({ email: "first@example.com", password, teamName: "First" });
  harbour = await createOwner({ email: "ana@example.com", password, teamName: "Harbour" });
});

const come = (email: string | null, { subject = "s1", isVerified = true, provider = "github" } = {}) =>
  admitByProvider({ provider, subject, email, isVerified });

type Invitation = {
  role?: Exclude<Role, "owner">;
  teamId?: string;
  gone?: "expired" | "revoked" | "accepted";
};
async function invite(email: string, { role = "member", teamId = harbour.teamId, gone }: Invitation = {}) {
  const now = Date.now();
  await db()
    .insert(invitations)
    .values({
      id: uuidv7(),
      teamId,
      email,
      role,
      tokenHash: randomBytes(32),
      expiresAt: new Date(now + (gone === "expired" ? -1000 : 60_000)),
      revokedAt: gone === "revoked" ? new Date() : null,
      acceptedAt: gone === "accepted" ? new Date() : null,
    });
}

const places = (userId: string) =>
  db()
    .select({ teamId: memberships.teamId, role: memberships.role })
    .from(memberships)
    .where(eq(memberships.userId, userId));
const people = async () => (await db().select().from(users)).length;

async function expectIn(admission: Awaited<ReturnType<typeof come>>) {
  if (admission.kind !== "in") throw new Error(JSON.stringify(admission));
  return admission.person;
}

test("an invited address comes in with the role of its invitation, which is used once", async () => {
  await invite("bo@example.com", { role: "admin" });
  const person = await expectIn(await come("Bo@Example.com "));
  expect(person.teamId).toBe(harbour.teamId);
  expect(await places(person.userId)).toEqual([{ teamId: harbour.teamId, role: "admin" }]);
  const [row] = await db().select().from(users).where(eq(users.id, person.userId));
  expect(row).toMatchObject({ email: "bo@example.com", passwordHash: null });
  const [used] = await db().select().from(invitations);
  expect(used?.acceptedAt).toBeInstanceOf(Date);
  // Later they are known, whatever their address is by then.
  expect(await expectIn(await come("other@example.com"))).toEqual(person);
  await db().delete(users).where(eq(users.id, person.userId));
  expect(await come("bo@example.com")).toEqual({ kind: "refused", why: "not-invited" });
});

test.each(["expired", "revoked", "accepted"] as const)(
  "an invitation that is %s lets nobody in",
  async (gone) => {
    await invite("bo@example.com", { gone });
    expect(await come("bo@example.com")).toEqual({ kind: "refused", why: "not-invited" });
    expect(await people()).toBe(2);
  },
);

test("ten first visits at once make one account", async () => {
  await invite("bo@example.com");
  const all = await Promise.all(Array.from({ length: 10 }, () => come("bo@example.com")));
  const ids = new Set(await Promise.all(all.map(async (one) => (await expectIn(one)).userId)));
  expect(ids.size).toBe(1);
  expect(await people()).toBe(3);
});

test.each([
  [null, true],
  ["", true],
  ["no address", true],
  ["bo@example.com", false],
  ["bo@harbour.example", false],
  ["ana@example.com", false],
])("the address %j, verified: %j, is none that is verified", async (email, isVerified) => {
  await invite("bo@example.com");
  expect(await come(email, { isVerified })).toEqual({ kind: "refused", why: "unverified" });
  expect(await people()).toBe(2);
});

test("somebody of an allowed domain looks on in the team it names, the first one, or in none", async () => {
  const named = await expectIn(await come("bo@harbour.example"));
  expect(await places(named.userId)).toEqual([{ teamId: harbour.teamId, role: "viewer" }]);
  const first = await expectIn(await come("bo@first.example", { subject: "s2" }));
  const [team] = await db().execute<{ name: string }>(sql`select name from teams where id = ${first.teamId}`);
  expect(team?.name).toBe("First");
  expect(await come("bo@gone.example", { subject: "s3" })).toEqual({ kind: "refused", why: "no-team" });
  expect(await come("bo@sub.harbour.example", { subject: "s4" })).toEqual({
    kind: "refused",
    why: "not-invited",
  });
});

test("an invitation counts before the domain", async () => {
  await invite("bo@harbour.example", { role: "admin" });
  const { userId } = await expectIn(await come("bo@harbour.example"));
  expect(await places(userId)).toEqual([{ teamId: harbour.teamId, role: "admin" }]);
});

test("before anybody has set Tidemark up, nobody comes in by a provider: they would own nothing", async () => {
  await db().execute(sql`truncate users cascade`);
  expect(await come("bo@harbour.example")).toEqual({ kind: "refused", why: "not-set-up" });
});

test("an account with a password is asked for it, and its verified address alone opens nothing", async () => {
  const asked = { kind: "password", userId: harbour.userId, email: "ana@example.com" };
  await invite("ana@example.com");
  expect(await come("ANA@example.com")).toEqual(asked);
  expect(await db().select().from(identities)).toEqual([]);
  expect(await linkIdentity({ provider: "github", subject: "s1" }, harbour)).toBe(true);
  expect(await come("ana@example.com")).toEqual({ kind: "in", person: harbour });
  // Another subject with that address has to show it, too, at the same provider as at another.
  expect(await come("ana@example.com", { subject: "s2" })).toEqual(asked);
  expect(await come("ana@example.com", { provider: "google" })).toEqual(asked);
});

test("an account without a password is opened by its own subject alone", async () => {
  await invite("bo@example.com");
  const person = await expectIn(await come("bo@example.com"));
  await invite("bo@example.com", { role: "admin" });
  for (const other of [
    { subject: "s2" },
    { provider: "google" },
    { provider: "oidc:https://login.example" },
  ]) {
    expect(await come("bo@example.com", other)).toEqual({ kind: "refused", why: "other-way" });
  }
  expect(await places(person.userId)).toEqual([{ teamId: harbour.teamId, role: "member" }]);
});

test("the audit log of the team tells who joined by a provider, and who linked one", async () => {
  await invite("bo@example.com", { role: "member" });
  await expectIn(await come("bo@example.com"));
  await linkIdentity({ provider: "google", subject: "s9" }, harbour);
  await linkIdentity({ provider: "google", subject: "s9" }, harbour);
  const told = await db()
    .select({ action: auditEntries.action, by: auditEntries.actorName, object: auditEntries.objectName })
    .from(auditEntries)
    .where(eq(auditEntries.teamId, harbour.teamId))
    .orderBy(auditEntries.id);
  expect(told.filter(({ action }) => action !== "team.created")).toEqual([
    { action: "member.joined", by: "bo@example.com", object: "bo@example.com" },
    { action: "provider.linked", by: "bo@example.com", object: "github" },
    { action: "provider.linked", by: "ana@example.com", object: "google" },
  ]);
});

test("an identity that is somebody's is linked to nobody else", async () => {
  await linkIdentity({ provider: "github", subject: "s1" }, harbour);
  await invite("bo@example.com");
  const bo = await expectIn(await come("bo@example.com", { subject: "s2" }));
  expect(await linkIdentity({ provider: "github", subject: "s1" }, bo)).toBe(false);
  expect(await come("ana@example.com")).toEqual({ kind: "in", person: harbour });
});

test("who was removed from all teams comes back by a new invitation, and not by the domain", async () => {
  const { userId } = await expectIn(await come("bo@harbour.example"));
  await db().delete(memberships).where(eq(memberships.userId, userId));
  expect(await come("bo@harbour.example")).toEqual({ kind: "refused", why: "no-longer-member" });
  await invite("bo@harbour.example", { role: "member" });
  expect(await come("bo@harbour.example")).toEqual({
    kind: "in",
    person: { userId, teamId: harbour.teamId },
  });
});
