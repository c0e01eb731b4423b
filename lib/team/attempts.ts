import { and, count, eq, gt, lt, min, or, type SQL } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { db } from "#lib/db/client.ts";
import { signInAttempts } from "#lib/db/schema.ts";
import { rateLimited } from "#lib/errors.ts";

const MAX_FAILURES = 10;
const WINDOW_MS = 15 * 60_000;

/** Whose password is tried, and from where: an IP, or the session of somebody already signed in. */
type Attempt = { email: string; ip: string };

/**
 * Counts an attempt at a password. Done before the password is looked at, so that guesses sent at once are
 * counted at once; a right one is taken back by forgiveAttempts.
 * @throws RATE_LIMITED after 10 failures in 15 minutes for the email or the IP, with the seconds to wait
 */
export async function recordAttempt({ email, ip }: Attempt): Promise<string> {
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
  throw rateLimited(`Too many failed attempts. Try again in ${Math.ceil(wait / 60)} min.`, wait);
}

/** The password was right: what was counted for this email, and this attempt, counts no more. */
export async function forgiveAttempts(email: string, attemptId: string): Promise<void> {
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
