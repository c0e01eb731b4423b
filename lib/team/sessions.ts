import { createHmac, randomBytes } from "node:crypto";
import { and, desc, eq, gt, isNull, lt, or } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { recordAudit } from "#lib/audit/index.ts";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db, type Queryable } from "#lib/db/client.ts";
import { memberships, sessions, users } from "#lib/db/schema.ts";
import { env } from "#lib/env.ts";
import { notFound } from "#lib/errors.ts";
import type { Role } from "#lib/policy.ts";
import { recordSignOut, type SignInFrom } from "#lib/team/audited.ts";
import { SESSION_DAYS } from "#lib/team/model.ts";

/** Keyed with AUTH_SECRET: a copy of the table alone opens nothing, and a new secret ends every session. */
export function hashToken(token: string): Buffer {
  return createHmac("sha256", env().AUTH_SECRET ?? "")
    .update(token)
    .digest();
}

export type SessionCaller = {
  sessionId: string;
  teamId: string;
  userId: string;
  email: string;
  name: string | null;
  role: Role;
};

/** Opens a session; the token (256 random bits, base64url) goes into the cookie and is not stored. */
export async function openSession(
  input: { teamId: string; userId: string; ip: string | null; userAgent: string | null },
  tx: Queryable = db(),
): Promise<{ token: string; expiresAt: Date }> {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(Date.now() + SESSION_DAYS * 86_400_000);
  await tx.insert(sessions).values({ id: uuidv7(), tokenHash: hashToken(token), expiresAt, ...input });
  return { token, expiresAt };
}

/** Who a session cookie speaks for, or null when it is unknown, expired or revoked. */
export async function authenticateSession(token: string): Promise<SessionCaller | null> {
  const [row] = await db()
    .select({
      sessionId: sessions.id,
      teamId: sessions.teamId,
      userId: users.id,
      email: users.email,
      name: users.name,
      role: memberships.role,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(
      memberships,
      and(eq(memberships.userId, sessions.userId), eq(memberships.teamId, sessions.teamId)),
    )
    .where(
      and(
        eq(sessions.tokenHash, hashToken(token)),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, new Date()),
      ),
    );
  return row ?? null;
}

/** The caller's own sessions that are still open, newest first; none for a key. */
export async function listSessions(ctx: Ctx) {
  authorize(ctx, "listSessions");
  if (ctx.actor.kind !== "user") return [];
  return db()
    .select()
    .from(sessions)
    .where(and(ownedBy(ctx.actor.userId), isNull(sessions.revokedAt), gt(sessions.expiresAt, new Date())))
    .orderBy(desc(sessions.id));
}

/**
 * Ends a session of the caller's.
 * @throws NOT_FOUND for anybody else's session, and the second time
 */
export async function revokeSession(ctx: Ctx, sessionId: string): Promise<void> {
  authorize(ctx, "revokeSession");
  if (ctx.actor.kind !== "user") throw notFound("Session");
  const { userId } = ctx.actor;
  await db().transaction(async (tx) => {
    const [revoked] = await tx
      .update(sessions)
      .set({ revokedAt: new Date() })
      .where(and(eq(sessions.id, sessionId), ownedBy(userId), isNull(sessions.revokedAt)))
      .returning({ id: sessions.id, userAgent: sessions.userAgent });
    if (!revoked) throw notFound("Session");
    const object = { kind: "session" as const, id: revoked.id, name: revoked.userAgent ?? "unknown browser" };
    await recordAudit(tx, ctx, { action: "session.revoked", object });
  });
}

/** Ends the session that a token opens, as its owner does who signs out. */
export async function endSession(token: string, from: SignInFrom): Promise<void> {
  await db().transaction(async (tx) => {
    const [ended] = await tx
      .update(sessions)
      .set({ revokedAt: new Date() })
      .where(and(eq(sessions.tokenHash, hashToken(token)), isNull(sessions.revokedAt)))
      .returning();
    if (ended) await recordSignOut(tx, ended, from);
  });
}

/** How long a session that has ended is kept for a look back. */
const KEPT_DAYS = 30;

/** Part of the nightly clean-up. */
export async function forgetEndedSessions(): Promise<void> {
  const before = new Date(Date.now() - KEPT_DAYS * 86_400_000);
  await db()
    .delete(sessions)
    .where(or(lt(sessions.expiresAt, before), lt(sessions.revokedAt, before)));
}

/** Whichever of their teams it looks at: a session is its person's. */
function ownedBy(userId: string) {
  return eq(sessions.userId, userId);
}
