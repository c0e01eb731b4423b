import { createHash, randomBytes } from "node:crypto";
import { and, count, desc, eq, isNull, ne, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { changesToNew, recordAudit } from "#lib/audit/index.ts";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { feeds, memberships, monitors, teams } from "#lib/db/schema.ts";
import { badRequest, notFound } from "#lib/errors.ts";
import { type CreateFeed, MOST_FEEDS } from "#lib/feed/model.ts";

const hashOf = (token: string) => createHash("sha256").update(token).digest();

/**
 * Makes a feed. The secret of its address is in this answer and nowhere else.
 * @throws NOT_FOUND for a monitor the team does not have · BAD_REQUEST when there are as many as there may be
 */
export async function createFeed(ctx: Ctx, input: CreateFeed): Promise<{ id: string; token: string }> {
  authorize(ctx, "createFeed");
  const token = randomBytes(32).toString("base64url");
  const row = {
    id: uuidv7(),
    teamId: ctx.teamId,
    monitorId: input.monitorId,
    name: input.name,
    tokenHash: hashOf(token),
    createdBy: ctx.actor.kind === "user" ? ctx.actor.userId : null,
  };
  await db().transaction(async (tx) => {
    // Whoever adds one at the same time waits here, so that the count holds.
    await tx.select({ id: teams.id }).from(teams).where(eq(teams.id, ctx.teamId)).for("no key update");
    const [monitor] = input.monitorId
      ? await tx
          .select({ name: monitors.name })
          .from(monitors)
          .where(and(eq(monitors.id, input.monitorId), eq(monitors.teamId, ctx.teamId), isKept))
      : [];
    if (input.monitorId && !monitor) throw notFound("Monitor");
    const [counted] = await tx
      .select({ feeds: count() })
      .from(feeds)
      .where(and(eq(feeds.teamId, ctx.teamId), isNull(feeds.revokedAt)));
    if ((counted?.feeds ?? 0) >= MOST_FEEDS) {
      throw badRequest(`A team has at most ${MOST_FEEDS} feeds. Revoke one that nobody reads any more.`);
    }
    await tx.insert(feeds).values(row);
    const changes = changesToNew({ of: monitor?.name ?? "all monitors" });
    await recordAudit(tx, ctx, { action: "feed.created", object: audited(row), changes });
  });
  return { id: row.id, token };
}

const isKept = ne(monitors.status, "deleted");

/** The team's feeds, newest first, never their secrets. */
export async function listFeeds(ctx: Ctx) {
  authorize(ctx, "listFeeds");
  const rows = await db()
    .select({
      id: feeds.id,
      name: feeds.name,
      monitorId: feeds.monitorId,
      monitorName: monitors.name,
      createdAt: feeds.createdAt,
      lastReadAt: feeds.lastReadAt,
      revokedAt: feeds.revokedAt,
    })
    .from(feeds)
    .leftJoin(monitors, eq(monitors.id, feeds.monitorId))
    .where(eq(feeds.teamId, ctx.teamId))
    .orderBy(desc(feeds.id));
  return rows.map(({ monitorId, monitorName, ...row }) => ({
    ...row,
    monitor: monitorId ? { id: monitorId, name: monitorName ?? "" } : null,
  }));
}

/** From then on its address leads nowhere. @throws NOT_FOUND also when it was revoked already */
export async function revokeFeed(ctx: Ctx, feedId: string): Promise<void> {
  authorize(ctx, "revokeFeed");
  await db().transaction(async (tx) => {
    const [revoked] = await tx
      .update(feeds)
      .set({ revokedAt: new Date() })
      .where(and(eq(feeds.id, feedId), eq(feeds.teamId, ctx.teamId), isNull(feeds.revokedAt)))
      .returning({ id: feeds.id, name: feeds.name });
    if (!revoked) throw notFound("Feed");
    await recordAudit(tx, ctx, { action: "feed.revoked", object: audited(revoked) });
  });
}

const audited = ({ id, name }: { id: string; name: string }) => ({ kind: "feed" as const, id, name });

export type FoundFeed = {
  id: string;
  teamId: string;
  teamName: string;
  monitor: { id: string; name: string } | null;
  createdAt: Date;
};

/**
 * The feed that a secret opens; null for an unknown or revoked one, for one of a monitor that was deleted, and for one whose
 * maker has left the team.
 */
export async function findFeed(token: string): Promise<FoundFeed | null> {
  if (!/^[\w-]{43}$/.test(token)) return null;
  const [row] = await db()
    .select({
      id: feeds.id,
      teamId: feeds.teamId,
      teamName: teams.name,
      monitorId: feeds.monitorId,
      monitorName: monitors.name,
      createdAt: feeds.createdAt,
      stale: sql<boolean>`coalesce(${feeds.lastReadAt} < now() - interval '1 minute', true)`,
    })
    .from(feeds)
    .innerJoin(teams, eq(teams.id, feeds.teamId))
    .leftJoin(monitors, eq(monitors.id, feeds.monitorId))
    .leftJoin(memberships, and(eq(memberships.userId, feeds.createdBy), eq(memberships.teamId, feeds.teamId)))
    .where(
      and(
        eq(feeds.tokenHash, hashOf(token)),
        isNull(feeds.revokedAt),
        sql`(${feeds.createdBy} is null or ${memberships.userId} is not null)`,
        sql`(${feeds.monitorId} is null or ${monitors.status} <> 'deleted')`,
      ),
    );
  if (!row) return null;
  // Noted at most once a minute: a reader that asks all the time writes no row a request.
  if (row.stale) await db().update(feeds).set({ lastReadAt: new Date() }).where(eq(feeds.id, row.id));
  const { monitorId, monitorName, stale: _, ...feed } = row;
  return { ...feed, monitor: monitorId ? { id: monitorId, name: monitorName ?? "" } : null };
}
