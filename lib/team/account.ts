import { and, eq, isNull, ne } from "drizzle-orm";
import { changesBetween, recordAudit } from "#lib/audit/index.ts";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { identities, sessions, teams, users } from "#lib/db/schema.ts";
import { badRequest } from "#lib/errors.ts";
import { forgiveAttempts, recordAttempt } from "#lib/team/attempts.ts";
import type { ChangePassword } from "#lib/team/model.ts";
import { hashPassword, verifyPassword } from "#lib/team/password.ts";

export async function readTeam(ctx: Ctx): Promise<{ id: string; name: string }> {
  authorize(ctx, "getTeam");
  const [team] = await db()
    .select({ id: teams.id, name: teams.name })
    .from(teams)
    .where(eq(teams.id, ctx.teamId));
  return team ?? { id: ctx.teamId, name: "" };
}

export async function renameTeam(ctx: Ctx, name: string): Promise<void> {
  authorize(ctx, "updateTeam");
  await db().transaction(async (tx) => {
    const [team] = await tx.select().from(teams).where(eq(teams.id, ctx.teamId)).for("update");
    if (!team || team.name === name) return;
    await tx.update(teams).set({ name }).where(eq(teams.id, team.id));
    const changes = changesBetween({ name: team.name }, { name });
    await recordAudit(tx, ctx, {
      action: "team.changed",
      object: { kind: "team", id: team.id, name },
      changes,
    });
  });
}

/**
 * Changes the caller's password and ends every other session of theirs.
 * @throws BAD_REQUEST for somebody who has no password, and when the current password is wrong, RATE_LIMITED when it was too often (as signIn counts)
 * @throws FORBIDDEN for a key, which has no password
 */
export async function changePassword(
  ctx: Ctx,
  input: ChangePassword,
  sessionId: string | null,
): Promise<void> {
  authorize(ctx, "changePassword");
  if (ctx.actor.kind !== "user") throw badRequest("Only a signed-in person has a password.");
  const { userId, email } = ctx.actor;
  const themselves = { kind: "person" as const, id: userId, name: email };
  const { hasPassword } = await readSignInWays(ctx);
  if (!hasPassword) throw badRequest("You sign in by a provider and have no password that could be changed.");
  const attemptId = await recordAttempt({ email, ip: `session ${sessionId ?? userId}` });
  const [user] = await db().select({ hash: users.passwordHash }).from(users).where(eq(users.id, userId));
  if (!user?.hash || !(await verifyPassword(input.currentPassword, user.hash))) {
    await db().transaction((tx) => recordAudit(tx, ctx, { action: "password.refused", object: themselves }));
    const message = "The current password is wrong.";
    throw badRequest(message, [{ path: "currentPassword", message }]);
  }
  await forgiveAttempts(email, attemptId);
  const passwordHash = await hashPassword(input.newPassword);
  await db().transaction(async (tx) => {
    await tx.update(users).set({ passwordHash }).where(eq(users.id, userId));
    await recordAudit(tx, ctx, { action: "password.changed", object: themselves });
    await tx
      .update(sessions)
      .set({ revokedAt: new Date() })
      .where(
        and(
          eq(sessions.userId, userId),
          isNull(sessions.revokedAt),
          sessionId ? ne(sessions.id, sessionId) : undefined,
        ),
      );
  });
}

/** How somebody signs in: whether by a password, and by which providers. */
export type SignInWays = { hasPassword: boolean; providers: string[] };

/** The caller's own; none for a key. */
export async function readSignInWays(ctx: Ctx): Promise<SignInWays> {
  authorize(ctx, "listSessions");
  if (ctx.actor.kind !== "user") return { hasPassword: false, providers: [] };
  const { userId } = ctx.actor;
  const [[user], linked] = await Promise.all([
    db().select({ hash: users.passwordHash }).from(users).where(eq(users.id, userId)),
    db().select({ provider: identities.provider }).from(identities).where(eq(identities.userId, userId)),
  ]);
  return { hasPassword: user?.hash != null, providers: linked.map(({ provider }) => provider) };
}
