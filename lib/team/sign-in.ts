import { eq } from "drizzle-orm";
import { db } from "#lib/db/client.ts";
import { memberships, users } from "#lib/db/schema.ts";
import { unauthorized } from "#lib/errors.ts";
import { forgiveAttempts, recordAttempt } from "#lib/team/attempts.ts";
import type { SignIn } from "#lib/team/model.ts";
import { verifyNobody, verifyPassword } from "#lib/team/password.ts";
import { openSession } from "#lib/team/sessions.ts";

export type SignInInput = SignIn & { ip: string; userAgent: string | null };

/**
 * Checks an email and password and opens a session.
 * @throws RATE_LIMITED after 10 failures in 15 minutes for the address or the IP, with the seconds to wait
 * @throws UNAUTHORIZED the same for an unknown user and a wrong password
 */
export async function signIn(input: SignInInput): Promise<{ token: string; expiresAt: Date }> {
  const attemptId = await recordAttempt(input);
  const person = await findPerson(input.email);
  const known = person
    ? await verifyPassword(input.password, person.passwordHash)
    : await verifyNobody(input.password);
  if (!person || !known) throw unauthorized("the email or the password is wrong.");
  await forgiveAttempts(input.email, attemptId);
  return openSession({
    teamId: person.teamId,
    userId: person.userId,
    ip: input.ip,
    userAgent: input.userAgent,
  });
}

async function findPerson(email: string) {
  const [person] = await db()
    .select({ userId: users.id, passwordHash: users.passwordHash, teamId: memberships.teamId })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(eq(users.email, email))
    .orderBy(memberships.createdAt)
    .limit(1);
  return person;
}
