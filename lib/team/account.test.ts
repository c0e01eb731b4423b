import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { beforeEach, expect, test } from "vitest";
import type { Actor, Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { signInAttempts, teams, users } from "#lib/db/schema.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import {
  authenticateSession,
  changePassword,
  createOwner,
  createTeam,
  linkIdentity,
  openSession,
  readSignInWays,
  readTeam,
  renameTeam,
  setUp,
  signIn,
} from "./index.ts";

ownDatabase();

const password = "a long enough password";
const newPassword = "another long password";
const from = { ip: "203.0.113.1", userAgent: null };

let ana: Ctx;
let email: string;
let userId: string;

beforeEach(async () => {
  await db().delete(signInAttempts);
  email = `ana-${uuidv7()}@example.com`;
  const owner = await createOwner({ email, password, teamName: "Harbour" });
  userId = owner.userId;
  ana = { teamId: owner.teamId, actor: { kind: "user", userId, email, role: "owner" }, requestId: "test" };
});

async function session(): Promise<{ token: string; sessionId: string }> {
  const { token } = await openSession({ teamId: ana.teamId, userId, ...from });
  return { token, sessionId: (await authenticateSession(token))?.sessionId ?? "" };
}
const isOpen = async ({ token }: { token: string }) => (await authenticateSession(token)) !== null;
const signsInWith = (guess: string) =>
  signIn({ email, password: guess, ...from }).then(
    () => true,
    () => false,
  );

test("a new password takes the old one's place and ends every session but the one that asked", async () => {
  const [asking, forgotten] = [await session(), await session()];
  await changePassword(ana, { currentPassword: password, newPassword }, asking.sessionId);
  expect(await isOpen(asking)).toBe(true);
  expect(await isOpen(forgotten)).toBe(false);
  expect(await signsInWith(newPassword)).toBe(true);
  expect(await signsInWith(password)).toBe(false);
});

test("asked for outside of a session, it ends them all", async () => {
  const open = [await session(), await session()];
  await changePassword(ana, { currentPassword: password, newPassword }, null);
  for (const each of open) expect(await isOpen(each)).toBe(false);
});

test("a wrong current password changes nothing, ends nothing, and is told at its field", async () => {
  const other = await session();
  const changing = changePassword(ana, { currentPassword: "a wrong password", newPassword }, null);
  await expect(changing).rejects.toMatchObject({
    code: "BAD_REQUEST",
    details: [{ path: "currentPassword", message: "The current password is wrong." }],
  });
  expect(await isOpen(other)).toBe(true);
  expect(await signsInWith(password)).toBe(true);
});

test("a key has no password, and asking counts as no guess at anybody's", async () => {
  const key = { kind: "apiKey", keyId: uuidv7(), name: "CI", may: "full" } as Actor;
  const changing = changePassword({ ...ana, actor: key }, { currentPassword: password, newPassword }, null);
  await expect(changing).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await db().select().from(signInAttempts)).toEqual([]);
});

test("an unknown email and a wrong password are refused in the same words", async () => {
  const refusal = (input: { email: string; password: string }) =>
    signIn({ ...input, ...from }).catch((error) => error);
  const wrong = await refusal({ email, password: "a wrong password" });
  const unknown = await refusal({ email: "nobody@example.com", password });
  expect(wrong).toMatchObject({ code: "UNAUTHORIZED" });
  expect(unknown).toMatchObject({ code: "UNAUTHORIZED", message: wrong.message });
});

test("a team is renamed for itself alone, and not by a viewer", async () => {
  const stranger = await newTeam();
  await renameTeam(ana, "Lighthouse");
  expect(await readTeam(ana)).toEqual({ id: ana.teamId, name: "Lighthouse" });
  expect(await readTeam(stranger)).toEqual({ id: stranger.teamId, name: "Test team" });
  const viewer: Ctx = { ...ana, actor: { kind: "user", userId, email, role: "viewer" } };
  await expect(renameTeam(viewer, "Wreck")).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await readTeam(viewer)).toEqual({ id: ana.teamId, name: "Lighthouse" });
});

test("an email has one account, and the second team that it was to own is not made", async () => {
  const again = createOwner({ email, password, teamName: "Second" });
  await expect(again).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringContaining(email) });
  const made = await db().select().from(teams).where(eq(teams.name, "Second"));
  expect(made).toEqual([]);
});

test("an owner takes over a team that so far had only a key", async () => {
  const teamId = await createTeam("Only a key");
  const owner = await createOwner({ email: `ben-${uuidv7()}@example.com`, password, teamId });
  expect(owner.teamId).toBe(teamId);
  expect(await readTeam({ ...ana, teamId })).toEqual({ id: teamId, name: "Only a key" });
});

test("once anybody has an account, nobody sets up again", async () => {
  const again = setUp({ email: "eve@example.com", password, teamName: "Mine" }, { isHere: true, ip: "::1" });
  await expect(again).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringMatching(/Sign in/) });
});

test("who never had a password changes none and signs in by none; which ways there are is told", async () => {
  expect(await readSignInWays(ana)).toEqual({ hasPassword: true, providers: [] });
  await db().update(users).set({ passwordHash: null }).where(eq(users.id, userId));
  await linkIdentity({ provider: "github", subject: email }, { userId, teamId: ana.teamId });
  expect(await readSignInWays(ana)).toEqual({ hasPassword: false, providers: ["github"] });
  const refused = changePassword(ana, { currentPassword: password, newPassword }, null);
  await expect(refused).rejects.toMatchObject({
    code: "BAD_REQUEST",
    message: expect.stringMatching(/no password/),
  });
  for (const guess of [password, "null", ""]) expect(await signsInWith(guess)).toBe(false);
  expect(await readSignInWays({ ...ana, actor: { kind: "system", job: "test" } })).toEqual({
    hasPassword: false,
    providers: [],
  });
});
