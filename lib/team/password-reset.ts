import { and, eq, gt, isNull } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { memberships, passwordResets, sessions, users } from "#lib/db/schema.ts";
import { notFound, TidemarkError } from "#lib/errors.ts";
import { announce } from "#lib/live/announce.ts";
import { hashOfLink, newLinkToken } from "#lib/team/link-token.ts";
import { hashPassword } from "#lib/team/password.ts";

const MINUTES = 60;

/**
 * Makes the link by which a member sets a new password. A link made before works no more. Whoever has it comes into every
 * team of that person, so it is made only by somebody who runs them all.
 * @throws NOT_FOUND · FORBIDDEN for an owner's, unless by an owner, and for somebody of teams the caller does not run
 */
export async function createPasswordReset(
  ctx: Ctx,
  userId: string,
): Promise<{ token: string; expiresAt: Date }> {
  authorize(ctx, "createPasswordReset");
  const theirs = await db().select().from(memberships).where(eq(memberships.userId, userId));
  const here = theirs.find(({ teamId }) => teamId === ctx.teamId);
  if (!here) throw notFound("Member");
  const madeBy = ctx.actor.kind === "user" ? ctx.actor.userId : null;
  if (madeBy) {
    const mine = await db().select().from(memberships).where(eq(memberships.userId, madeBy));
    for (const { teamId, role } of theirs) {
      const my = mine.find((one) => one.teamId === teamId)?.role;
      if (my === "owner" || (my === "admin" && role !== "owner")) continue;
      throw new TidemarkError("FORBIDDEN", teamId === ctx.teamId ? OF_OWNER : OF_OTHERS);
    }
  }
  const { token, tokenHash } = newLinkToken();
  const expiresAt = new Date(Date.now() + MINUTES * 60_000);
  await db().transaction(async (tx) => {
    await tx.update(passwordResets).set({ usedAt: new Date() }).where(isUnused(userId));
    await tx.insert(passwordResets).values({ id: uuidv7(), userId, tokenHash, madeBy, expiresAt });
  });
  return { token, expiresAt };
}

const OF_OWNER = "Only an owner may reset the password of an owner. Ask an owner.";
const OF_OTHERS =
  "This person is in a team that you do not run, too, and the link would lead there. Ask somebody who runs all of their teams.";

const isUnused = (userId: string) => and(eq(passwordResets.userId, userId), isNull(passwordResets.usedAt));

/** Whose password a link sets. @throws NOT_FOUND with the sentence for a link that works no more */
export async function readPasswordReset(token: string): Promise<{ email: string }> {
  const tokenHash = hashOfLink(token);
  if (!tokenHash) throw linkIsUnknown();
  const [row] = await db()
    .select({ email: users.email, usedAt: passwordResets.usedAt, expiresAt: passwordResets.expiresAt })
    .from(passwordResets)
    .innerJoin(users, eq(users.id, passwordResets.userId))
    .where(eq(passwordResets.tokenHash, tokenHash));
  if (!row) throw linkIsUnknown();
  if (row.usedAt) throw gone("This link was used already, or a newer one took its place.");
  if (row.expiresAt <= new Date()) throw gone("This link has expired: it worked for an hour.");
  return { email: row.email };
}

const gone = (sentence: string) =>
  new TidemarkError("NOT_FOUND", `${sentence} Ask an admin of your team for a new one.`);
const linkIsUnknown = () => gone("This link resets no password.");

/**
 * Sets a new password and ends every session of the person. The link is used up: of many who try at once one succeeds.
 * @throws NOT_FOUND with a sentence for a link that works no more
 */
export async function resetPassword(input: { token: string; password: string }): Promise<void> {
  await readPasswordReset(input.token);
  const passwordHash = await hashPassword(input.password);
  await db().transaction(async (tx) => {
    const now = new Date();
    const [used] = await tx
      .update(passwordResets)
      .set({ usedAt: now })
      .where(
        and(
          eq(passwordResets.tokenHash, hashOfLink(input.token) ?? Buffer.alloc(0)),
          isNull(passwordResets.usedAt),
          gt(passwordResets.expiresAt, now),
        ),
      )
      .returning();
    if (!used) throw gone("This link was used a moment ago.");
    const { userId } = used;
    await tx.update(users).set({ passwordHash }).where(eq(users.id, userId));
    await tx
      .update(sessions)
      .set({ revokedAt: now })
      .where(and(eq(sessions.userId, userId), isNull(sessions.revokedAt)));
    const theirs = await tx.select().from(memberships).where(eq(memberships.userId, userId));
    await announce(tx, ...theirs.map(({ teamId }) => ({ teamId, topics: ["people:all" as const] })));
  });
}
