import { and, count, eq, gt, lt, min, or, type SQL } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { db } from "#lib/db/client.ts";
import { memberships, signInAttempts, users } from "#lib/db/schema.ts";
import { rateLimited, unauthorized } from "#lib/errors.ts";
import type { SignIn } from "#lib/team/model.ts";
import { verifyNobody, verifyPassword } from "#lib/team/password.ts";
import { openSession } from "#lib/team/sessions.ts";

const MAX_FAILURES = 10;
const WINDOW_MS = 15 * 60_000;

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

/** Written before the password is looked at, so that guesses sent at once are counted at once. */
async function recordAttempt({ email, ip }: SignInInput): Promise<string> {
  const id = uuidv7();
  await db().insert(signInAttempts).values({ id, email, ip });
  await refuseWhenTooMany(eq(signInAttempts.email, email), id);
  await refuseWhenTooMany(eq(signInAttempts.ip, ip), id);
  return id;
}

async function refuseWhenTooMany(who: SQL, ownId: string): Promise<void> {
  const since = new Date(Date.now() - WINDOW_MS);
  const [seen] = await db()
    .select({ attempts: count(), oldest: min(signInAttempts.createdAt) })
    .from(signInAttempts)
    .where(and(who, gt(signInAttempts.createdAt, since)));
  if (!seen?.oldest || seen.attempts <= MAX_FAILURES) return;
  // A refused attempt verified nothing, so it must not prolong the wait.
  await db().delete(signInAttempts).where(eq(signInAttempts.id, ownId));
  const wait = Math.max(1, Math.ceil((seen.oldest.getTime() + WINDOW_MS - Date.now()) / 1000));
  throw rateLimited(`Too many failed sign-ins. Try again in ${Math.ceil(wait / 60)} min.`, wait);
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

async function forgiveAttempts(email: string, attemptId: string): Promise<void> {
  await db()
    .delete(signInAttempts)
    .where(or(eq(signInAttempts.email, email), eq(signInAttempts.id, attemptId)));
}

/** Part of the nightly clean-up: attempts older than the window count for nothing. */
export async function forgetOldAttempts(): Promise<void> {
  await db()
    .delete(signInAttempts)
    .where(lt(signInAttempts.createdAt, new Date(Date.now() - WINDOW_MS)));
}
