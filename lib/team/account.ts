import { and, count, eq, isNull, ne, sql } from "drizzle-orm";
import { grantMonth } from "#lib/credit/index.ts";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db, type Queryable } from "#lib/db/client.ts";
import { sessions, teams, users } from "#lib/db/schema.ts";
import { queryable } from "#lib/db/transaction.ts";
import { badRequest, conflict } from "#lib/errors.ts";
import { forgiveAttempts, recordAttempt } from "#lib/team/attempts.ts";
import { insertOwner } from "#lib/team/create-team.ts";
import type { ChangePassword, SetUp } from "#lib/team/model.ts";
import { ownerlessTeam } from "#lib/team/ownerless-team.ts";
import { hashPassword, verifyPassword } from "#lib/team/password.ts";

const SET_UP_LOCK = 0x71e1;

/** Whether nobody has an account yet: the first visitor then sets the product up. */
export async function needsSetUp(on: Queryable = db()): Promise<boolean> {
  const [row] = await on.select({ people: count() }).from(users);
  return row?.people === 0;
}

/**
 * Makes the first owner, who takes over a team that so far had only a key. Works once, however many ask at once.
 * @throws CONFLICT when somebody has an account already
 */
export async function setUp(input: SetUp): Promise<{ userId: string; teamId: string }> {
  const { email, password, teamName } = input;
  // A hash costs a quarter of a second of processor; nobody has one made in vain.
  if (!(await needsSetUp())) throw alreadySetUp();
  const passwordHash = await hashPassword(password);
  const owner = await db().transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${SET_UP_LOCK})`);
    if (!(await needsSetUp(tx))) throw alreadySetUp();
    const existing = await ownerlessTeam(tx);
    if (existing) await tx.update(teams).set({ name: teamName }).where(eq(teams.id, existing));
    return insertOwner(tx, { email, passwordHash, ...(existing ? { teamId: existing } : { teamName }) });
  });
  await grantMonth(owner.teamId);
  return owner;
}

const alreadySetUp = () => conflict("Tidemark is set up already. Sign in instead.");

export async function readTeam(ctx: Ctx): Promise<{ id: string; name: string }> {
  authorize(ctx, "getTeam");
  const [team] = await queryable(ctx)
    .select({ id: teams.id, name: teams.name })
    .from(teams)
    .where(eq(teams.id, ctx.teamId));
  return team ?? { id: ctx.teamId, name: "" };
}

export async function renameTeam(ctx: Ctx, name: string): Promise<void> {
  authorize(ctx, "updateTeam");
  await queryable(ctx).update(teams).set({ name }).where(eq(teams.id, ctx.teamId));
}

/**
 * Changes the caller's password and ends every other session of theirs.
 * @throws BAD_REQUEST when the current password is wrong, RATE_LIMITED when it was too often (as signIn counts)
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
  const attemptId = await recordAttempt({ email, ip: `session ${sessionId ?? userId}` });
  const [user] = await db().select({ hash: users.passwordHash }).from(users).where(eq(users.id, userId));
  if (!user || !(await verifyPassword(input.currentPassword, user.hash))) {
    const message = "The current password is wrong.";
    throw badRequest(message, [{ path: "currentPassword", message }]);
  }
  await forgiveAttempts(email, attemptId);
  const passwordHash = await hashPassword(input.newPassword);
  await db().transaction(async (tx) => {
    await tx.update(users).set({ passwordHash }).where(eq(users.id, userId));
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
