import { asc, eq } from "drizzle-orm";
import { db, type Queryable } from "#lib/db/client.ts";
import { memberships, users } from "#lib/db/schema.ts";
import { unauthorized } from "#lib/errors.ts";
import { forgiveAttempts, recordAttempt } from "#lib/team/attempts.ts";
import { recordRefusedSignIn, recordTooManySignIns, type SignInFrom } from "#lib/team/audited.ts";
import type { SignIn } from "#lib/team/model.ts";
import { verifyNobody, verifyPassword } from "#lib/team/password.ts";

/** Who has shown who they are; a session of theirs may be opened. */
export type KnownPerson = { userId: string; teamId: string };

/**
 * Checks an email and password.
 * @throws RATE_LIMITED after 10 failures in 15 minutes for the address or the IP, with the seconds to wait
 * @throws UNAUTHORIZED the same for an unknown user, one who has no password, and a wrong password
 */
export async function signIn(input: SignIn & { ip: string; from?: SignInFrom }): Promise<KnownPerson> {
  const { email, ip, from = { ip, userAgent: null } } = input;
  const attemptId = await recordAttempt(input).catch(async (refusal) => {
    await recordTooManySignIns(email, from);
    throw refusal;
  });
  const person = await findPerson(input.email);
  const known = person?.passwordHash
    ? await verifyPassword(input.password, person.passwordHash)
    : await verifyNobody(input.password);
  if (!person || !known) {
    await recordRefusedSignIn(email, person ? "wrong password" : "no such account", from);
    throw unauthorized("the email or the password is wrong.");
  }
  await forgiveAttempts(email, attemptId);
  return { userId: person.userId, teamId: person.teamId };
}

async function findPerson(email: string) {
  const [person] = await db()
    .select({
      userId: users.id,
      passwordHash: users.passwordHash,
      teamId: memberships.teamId,
    })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(eq(users.email, email))
    .orderBy(asc(memberships.createdAt))
    .limit(1);
  return person;
}

/** The team somebody is in first after signing in, or null when they are in none any more. */
export async function teamOf(tx: Queryable, userId: string): Promise<string | null> {
  const [row] = await tx
    .select({ teamId: memberships.teamId })
    .from(memberships)
    .where(eq(memberships.userId, userId))
    .orderBy(asc(memberships.createdAt))
    .limit(1);
  return row?.teamId ?? null;
}
