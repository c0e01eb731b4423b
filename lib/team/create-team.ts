import { v7 as uuidv7 } from "uuid";
import { grantMonth } from "#lib/credit/index.ts";
import { db, type Tx } from "#lib/db/client.ts";
import { memberships, teams, users } from "#lib/db/schema.ts";
import { conflict } from "#lib/errors.ts";
import { hashPassword } from "#lib/team/password.ts";

type WhoseTeam = { teamName: string } | { teamId: string };

/**
 * Makes a user who owns a new team, or takes over one that has no member.
 * @throws CONFLICT when the email has an account
 */
export async function createOwner(
  input: { email: string; password: string } & WhoseTeam,
): Promise<{ userId: string; teamId: string }> {
  const { password, ...rest } = input;
  const passwordHash = await hashPassword(password);
  const owner = await db().transaction((tx) => insertOwner(tx, { ...rest, passwordHash }));
  await grantMonth(owner.teamId);
  return owner;
}

/** The rows of an owner, in the caller's transaction. @throws CONFLICT when the email has an account */
export async function insertOwner(
  tx: Tx,
  input: { email: string; passwordHash: string } & WhoseTeam,
): Promise<{ userId: string; teamId: string }> {
  const userId = uuidv7();
  const teamId = "teamId" in input ? input.teamId : uuidv7();
  const { email, passwordHash } = input;
  const [user] = await tx
    .insert(users)
    .values({ id: userId, email, passwordHash, firstSteps: "open" })
    .onConflictDoNothing()
    .returning();
  if (!user) throw conflict(`${email} already has an account.`);
  if ("teamName" in input) await tx.insert(teams).values({ id: teamId, name: input.teamName });
  await tx.insert(memberships).values({ teamId, userId, role: "owner" });
  return { userId, teamId };
}

/** Makes a team nobody has signed up for yet: what a bare API key belongs to. */
export async function createTeam(name: string): Promise<string> {
  const teamId = uuidv7();
  await db().insert(teams).values({ id: teamId, name });
  await grantMonth(teamId);
  return teamId;
}
