import { and, asc, eq, isNull, max, sql } from "drizzle-orm";
import { recordAudit } from "#lib/audit/index.ts";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db, type Tx } from "#lib/db/client.ts";
import { apiKeys, memberships, sessions, users } from "#lib/db/schema.ts";
import { conflict, notFound, TidemarkError } from "#lib/errors.ts";
import { announce } from "#lib/live/announce.ts";
import type { Role } from "#lib/policy.ts";
import { keepingAnOwner } from "#lib/team/keep-an-owner.ts";

/**
 * Who is in the team, the oldest members first, with when they were last here. Another noun counts what they have to do.
 */
export async function listMembers(ctx: Ctx) {
  authorize(ctx, "listMembers");
  return db()
    .select({
      userId: users.id,
      email: users.email,
      name: users.name,
      role: memberships.role,
      joinedAt: memberships.createdAt,
      lastSignInAt: max(sessions.createdAt),
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .leftJoin(sessions, and(eq(sessions.userId, users.id), eq(sessions.teamId, memberships.teamId)))
    .where(eq(memberships.teamId, ctx.teamId))
    .groupBy(users.id, memberships.teamId, memberships.userId)
    .orderBy(asc(memberships.createdAt), asc(users.id));
}

/** What becomes of somebody's open changes when they leave a team: somebody else has them, or nobody. */
export type HandOver = (tx: Tx, change: { teamId: string; from: string; to: string | null }) => Promise<void>;

/**
 * Gives a member another role.
 * @throws NOT_FOUND · FORBIDDEN where an owner is made or unmade by nobody who owns the team
 * @throws CONFLICT when the team would have no owner
 */
export async function changeRole(ctx: Ctx, userId: string, role: Role): Promise<void> {
  authorize(ctx, "changeRole");
  await keepingAnOwner(async (tx) => {
    const member = await lockMember(tx, ctx.teamId, userId);
    if (role === "owner" || member.role === "owner") requireOwner(ctx, "make or unmake an owner");
    await tx.update(memberships).set({ role }).where(isMembership(ctx.teamId, userId));
    if (member.role !== role) {
      const changes = [{ field: "role", before: member.role, after: role }];
      const object = await auditedPerson(tx, userId);
      await recordAudit(tx, ctx, { action: "member.role_changed", object, changes });
    }
    await announce(tx, { teamId: ctx.teamId, topics: ["people:all"] });
  });
}

/**
 * Takes a member out of the team: their sessions and keys of it end with the same commit.
 * @param changesTo who gets their open changes; null for nobody
 * @throws NOT_FOUND · FORBIDDEN for an owner, unless by an owner · CONFLICT for oneself, and for the last owner
 */
export async function removeMember(
  ctx: Ctx,
  userId: string,
  { changesTo, handOver }: { changesTo: string | null; handOver: HandOver },
): Promise<void> {
  authorize(ctx, "removeMember");
  if (ctx.actor.kind === "user" && ctx.actor.userId === userId) {
    throw conflict("You cannot remove yourself. Leave the team instead.");
  }
  await keepingAnOwner(async (tx) => {
    const member = await lockMember(tx, ctx.teamId, userId);
    if (member.role === "owner") requireOwner(ctx, "remove an owner");
    if (changesTo !== null) await lockHeir(tx, ctx.teamId, { from: userId, to: changesTo });
    const changes = [{ field: "role", before: member.role, after: null }];
    const object = await auditedPerson(tx, userId);
    await recordAudit(tx, ctx, { action: "member.removed", object, changes });
    await takeOut(tx, ctx, userId);
    await handOver(tx, { teamId: ctx.teamId, from: userId, to: changesTo });
  });
}

/**
 * Takes the caller out of the team; what they had open is nobody's from then on. Their session goes on in another team of theirs.
 * @returns whether there is such a team: otherwise the session has ended
 * @throws CONFLICT for the last owner
 */
export async function leaveTeam(
  ctx: Ctx,
  sessionId: string | null,
  { handOver }: { handOver: HandOver },
): Promise<boolean> {
  authorize(ctx, "leaveTeam");
  const { actor, teamId } = ctx;
  if (actor.kind !== "user") throw notFound("Member");
  return keepingAnOwner(async (tx) => {
    await lockMember(tx, teamId, actor.userId);
    const [other] = await tx
      .select({ teamId: memberships.teamId })
      .from(memberships)
      .where(and(eq(memberships.userId, actor.userId), sql`${memberships.teamId} <> ${teamId}`))
      .orderBy(asc(memberships.createdAt))
      .limit(1);
    if (other && sessionId) {
      await tx
        .update(sessions)
        .set({ teamId: other.teamId })
        .where(and(eq(sessions.id, sessionId), eq(sessions.userId, actor.userId)));
    }
    const object = { kind: "person" as const, id: actor.userId, name: actor.email };
    await recordAudit(tx, ctx, { action: "member.left", object });
    await takeOut(tx, ctx, actor.userId);
    await handOver(tx, { teamId, from: actor.userId, to: null });
    return other !== undefined && sessionId !== null;
  });
}

/** Makes another member an owner and the caller an admin, in one. @throws NOT_FOUND · CONFLICT for oneself */
export async function transferOwnership(ctx: Ctx, userId: string): Promise<void> {
  authorize(ctx, "transferOwnership");
  const { actor, teamId } = ctx;
  if (actor.kind !== "user") throw notFound("Member");
  if (actor.userId === userId) throw conflict("You own this team already. Choose another member.");
  await keepingAnOwner(async (tx) => {
    await lockMember(tx, teamId, userId);
    const [given] = await tx
      .update(memberships)
      .set({ role: "admin" })
      .where(and(isMembership(teamId, actor.userId), eq(memberships.role, "owner")))
      .returning();
    if (!given) throw new TidemarkError("FORBIDDEN", "You do not own this team any more.");
    await tx.update(memberships).set({ role: "owner" }).where(isMembership(teamId, userId));
    const object = await auditedPerson(tx, userId);
    const changes = [{ field: "owner", before: actor.email, after: object.name }];
    await recordAudit(tx, ctx, { action: "team.transferred", object, changes });
    await announce(tx, { teamId, topics: ["people:all"] });
  });
}

/** Somebody as the audit log names them. */
async function auditedPerson(tx: Tx, userId: string) {
  const [person] = await tx.select({ email: users.email }).from(users).where(eq(users.id, userId));
  return { kind: "person" as const, id: userId, name: person?.email ?? "somebody" };
}

async function takeOut(tx: Tx, ctx: Ctx, userId: string): Promise<void> {
  const { teamId } = ctx;
  const revokedAt = new Date();
  await tx.delete(memberships).where(isMembership(teamId, userId));
  await tx
    .update(sessions)
    .set({ revokedAt })
    .where(and(eq(sessions.teamId, teamId), eq(sessions.userId, userId), isNull(sessions.revokedAt)));
  const keys = await tx
    .update(apiKeys)
    .set({ revokedAt })
    .where(and(eq(apiKeys.teamId, teamId), eq(apiKeys.createdBy, userId), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id, name: apiKeys.name });
  for (const key of keys) {
    await recordAudit(tx, ctx, { action: "key.revoked", object: { kind: "apiKey", ...key } });
  }
  await announce(tx, { teamId, topics: ["people:all"] });
}

async function lockMember(tx: Tx, teamId: string, userId: string) {
  const [member] = await tx.select().from(memberships).where(isMembership(teamId, userId)).for("update");
  if (!member) throw notFound("Member");
  return member;
}

async function lockHeir(tx: Tx, teamId: string, { from, to }: { from: string; to: string }): Promise<void> {
  if (from === to)
    throw conflict("Their open changes cannot stay with them. Choose another member, or nobody.");
  await lockMember(tx, teamId, to);
}

const isMembership = (teamId: string, userId: string) =>
  and(eq(memberships.teamId, teamId), eq(memberships.userId, userId));

function requireOwner({ actor }: Ctx, what: string): void {
  if (actor.kind !== "user" || actor.role === "owner") return;
  throw new TidemarkError("FORBIDDEN", `You are ${actor.role}, and only an owner may ${what}. Ask an owner.`);
}
