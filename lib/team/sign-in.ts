import { eq } from "drizzle-orm";
import { db } from "#lib/db/client.ts";
import { memberships, users } from "#lib/db/schema.ts";
import { unauthorized } from "#lib/errors.ts";
import { forgiveAttempts, recordAttempt } from "#lib/team/attempts.ts";
import {
  recordRefusedSignIn,
  recordSignIn,
  recordTooManySignIns,
  type SignInFrom,
} from "#lib/team/audited.ts";
import type { SignIn } from "#lib/team/model.ts";
import { verifyNobody, verifyPassword } from "#lib/team/password.ts";
import { openSession } from "#lib/team/sessions.ts";

/** `ip` is what attempts are counted by; `from`, where it is known, is what the audit log tells. */
export type SignInInput = SignIn & { ip: string; userAgent: string | null; from?: SignInFrom };

/**
 * Checks an email and password and opens a session.
 * @throws RATE_LIMITED after 10 failures in 15 minutes for the address or the IP, with the seconds to wait
 * @throws UNAUTHORIZED the same for an unknown user and a wrong password
 */
export async function signIn(input: SignInInput): Promise<{ token: string; expiresAt: Date }> {
  const { email, ip, userAgent, from = { ip, userAgent } } = input;
  const attemptId = await recordAttempt(input).catch(async (refusal) => {
    await recordTooManySignIns(email, from);
    throw refusal;
  });
  const person = await findPerson(input.email);
  const known = person
    ? await verifyPassword(input.password, person.passwordHash)
    : await verifyNobody(input.password);
  if (!person || !known) {
    await recordRefusedSignIn(email, person ? "wrong password" : "no such account", from);
    throw unauthorized("the email or the password is wrong.");
  }
  await forgiveAttempts(email, attemptId);
  const { teamId, userId, role } = person;
  return db().transaction(async (tx) => {
    await recordSignIn(tx, { teamId, userId, email, role }, from);
    return openSession({ teamId, userId, ip, userAgent }, tx);
  });
}

async function findPerson(email: string) {
  const [person] = await db()
    .select({
      userId: users.id,
      passwordHash: users.passwordHash,
      teamId: memberships.teamId,
      role: memberships.role,
    })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(eq(users.email, email))
    .orderBy(memberships.createdAt)
    .limit(1);
  return person;
}
