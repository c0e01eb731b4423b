import { and, asc, count, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { changesBetween, recordAudit } from "#lib/audit/index.ts";
import { grantMonth } from "#lib/credit/index.ts";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { memberships, sessions, teams, users } from "#lib/db/schema.ts";
import { conflict, notFound } from "#lib/errors.ts";
import { announce } from "#lib/live/announce.ts";

/** Each team has credits of its own every month, so nobody makes as many as they like. */
const MAX_OWNED = 20;

/** Who asks, as people see them, and all teams they are in. @throws FORBIDDEN for a key */
export async function readMe(ctx: Ctx) {
  authorize(ctx, "getMe");
  const userId = personOf(ctx);
  const [person] = await db()
    .select({ userId: users.id, email: users.email, name: users.name })
    .from(users)
    .where(eq(users.id, userId));
  const theirs = await db()
    .select({ id: teams.id, name: teams.name, role: memberships.role })
    .from(memberships)
    .innerJoin(teams, eq(teams.id, memberships.teamId))
    .where(eq(memberships.userId, userId))
    .orderBy(asc(memberships.createdAt), asc(teams.id));
  const team = theirs.find(({ id }) => id === ctx.teamId);
  if (!person || !team) throw notFound("Member");
  return { ...person, role: team.role, teamId: team.id, teams: theirs };
}

/** Sets how the caller is called; null for their email alone. */
export async function renameMe(ctx: Ctx, name: string | null): Promise<void> {
  authorize(ctx, "updateMe");
  await db().transaction(async (tx) => {
    const userId = personOf(ctx);
    const [person] = await tx.select().from(users).where(eq(users.id, userId)).for("no key update");
    if (!person || person.name === name) return;
    await tx.update(users).set({ name }).where(eq(users.id, userId));
    await recordAudit(tx, ctx, {
      action: "person.renamed",
      object: { kind: "person", id: userId, name: person.email },
      changes: changesBetween({ name: person.name }, { name }),
    });
    await announce(tx, { teamId: ctx.teamId, topics: ["people:all"] });
  });
}

/** Makes a team that the caller owns, with this month's credits. @throws CONFLICT for somebody who owns too many */
export async function foundTeam(ctx: Ctx, name: string): Promise<{ id: string; name: string }> {
  authorize(ctx, "createTeam");
  const userId = personOf(ctx);
  const id = uuidv7();
  await db().transaction(async (tx) => {
    // One after the other of a person, so that the limit holds for those that are made at once.
    await tx.select().from(users).where(eq(users.id, userId)).for("no key update");
    const [owned] = await tx
      .select({ teams: count() })
      .from(memberships)
      .where(and(eq(memberships.userId, userId), eq(memberships.role, "owner")));
    if ((owned?.teams ?? 0) >= MAX_OWNED) {
      throw conflict(
        `You own ${MAX_OWNED} teams, which is as many as one person may. Leave one, or hand it on.`,
      );
    }
    await tx.insert(teams).values({ id, name });
    await tx.insert(memberships).values({ teamId: id, userId, role: "owner" });
    const object = { kind: "team" as const, id, name };
    await recordAudit(tx, { ...ctx, teamId: id }, { action: "team.created", object });
  });
  await grantMonth(id);
  return { id, name };
}

/** A session looks at another team of its person from now on. @throws NOT_FOUND for a team they are not in */
export async function switchTeam(ctx: Ctx, sessionId: string | null, teamId: string): Promise<void> {
  authorize(ctx, "switchTeam");
  const userId = personOf(ctx);
  if (!sessionId) throw notFound("Session");
  await db().transaction(async (tx) => {
    const [member] = await tx
      .select()
      .from(memberships)
      .where(and(eq(memberships.teamId, teamId), eq(memberships.userId, userId)))
      .for("key share");
    if (!member) throw notFound("Team");
    await tx
      .update(sessions)
      .set({ teamId })
      .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId)));
  });
}

function personOf({ actor }: Ctx): string {
  if (actor.kind !== "user") throw notFound("Member");
  return actor.userId;
}
