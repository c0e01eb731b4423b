import { and, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { db, type Tx } from "#lib/db/client.ts";
import { invitations, memberships, sessions, users } from "#lib/db/schema.ts";
import { conflict, TidemarkError, unauthorized } from "#lib/errors.ts";
import { announce } from "#lib/live/announce.ts";
import { forgiveAttempts, recordAttempt } from "#lib/team/attempts.ts";
import { isUsable, readInvitation } from "#lib/team/invitations.ts";
import { hashOfLink } from "#lib/team/link-token.ts";
import type { AcceptInvitation } from "#lib/team/model.ts";
import { hashPassword, verifyPassword } from "#lib/team/password.ts";

/** Who joined which team. */
export type Joined = { userId: string; teamId: string };

/**
 * Somebody who is not signed in accepts: whoever has no account yet sets their name and password, whoever has one gives
 * its password.
 * @throws NOT_FOUND with a sentence for a link that works no more
 * @throws UNAUTHORIZED for a wrong password · RATE_LIMITED after too many
 */
export async function acceptInvitation(input: AcceptInvitation, ip: string): Promise<Joined> {
  const { email } = await readInvitation(input.token);
  const [account] = await db().select().from(users).where(eq(users.email, email));
  if (account) {
    // Who came by a provider has no password: they accept once they are signed in.
    if (!account.passwordHash)
      throw unauthorized(`${email} signs in by a provider. Sign in, and open the link again.`);
    const attemptId = await recordAttempt({ email, ip });
    if (!(await verifyPassword(input.password, account.passwordHash))) {
      throw unauthorized(`${email} has an account with another password. Enter that one.`);
    }
    await forgiveAttempts(email, attemptId);
    return db().transaction((tx) => join(tx, input.token, account.id));
  }
  const passwordHash = await hashPassword(input.password);
  return db().transaction(async (tx) => {
    const [made] = await tx
      .insert(users)
      .values({ id: uuidv7(), email, passwordHash, name: input.name ?? null, firstSteps: "open" })
      .onConflictDoNothing()
      .returning({ id: users.id });
    if (!made) throw conflict(`${email} has an account by now. Open the link again and sign in with it.`);
    return join(tx, input.token, made.id);
  });
}

/**
 * Somebody who is signed in accepts with their account, and their session looks at the new team from then on.
 * @throws FORBIDDEN when the invitation is for another address
 */
export async function acceptSignedIn(
  token: string,
  person: { userId: string; email: string; sessionId: string },
): Promise<Joined> {
  const { email } = await readInvitation(token);
  if (email !== person.email) {
    const sentence = `This invitation is for ${email}, and you are signed in as ${person.email}. Sign out and open the link again.`;
    throw new TidemarkError("FORBIDDEN", sentence);
  }
  return db().transaction(async (tx) => {
    const joined = await join(tx, token, person.userId);
    await tx.update(sessions).set({ teamId: joined.teamId }).where(eq(sessions.id, person.sessionId));
    return joined;
  });
}

/** Uses the link up; of many who try at once, one finds it unused. */
async function join(tx: Tx, token: string, userId: string): Promise<Joined> {
  const [used] = await tx
    .update(invitations)
    .set({ acceptedAt: new Date() })
    .where(and(eq(invitations.tokenHash, hashOfLink(token) ?? Buffer.alloc(0)), isUsable()))
    .returning();
  if (!used) throw new TidemarkError("NOT_FOUND", "This invitation was used or revoked a moment ago.");
  const { teamId, role } = used;
  await tx.insert(memberships).values({ teamId, userId, role }).onConflictDoNothing();
  await announce(tx, { teamId, topics: ["people:all"] });
  return { userId, teamId };
}
