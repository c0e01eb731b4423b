import { and, eq } from "drizzle-orm";
import { db } from "#lib/db/client.ts";
import { memberships, users } from "#lib/db/schema.ts";
import { recordSignIn, type SignInFrom } from "#lib/team/audited.ts";
import { openSession } from "#lib/team/sessions.ts";
import type { KnownPerson } from "#lib/team/sign-in.ts";

/**
 * Opens a session for somebody who has shown who they are, and tells the audit log so in one transaction.
 * @param way by what they signed in: "password", or a provider's name
 * @param ip what the session shows of where it is; `from` is what the log tells
 */
export async function beginSession(
  { userId, teamId }: KnownPerson,
  { way, ip, from }: { way: string; ip: string; from: SignInFrom },
): Promise<{ token: string; expiresAt: Date }> {
  return db().transaction(async (tx) => {
    const [person] = await tx
      .select({ email: users.email, role: memberships.role })
      .from(users)
      .innerJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.teamId, teamId)))
      .where(eq(users.id, userId));
    if (!person) throw new Error("Somebody who is in no team any more signs in.");
    await recordSignIn(tx, { teamId, userId, ...person }, from, way);
    return openSession({ teamId, userId, ip, userAgent: from.userAgent }, tx);
  });
}
