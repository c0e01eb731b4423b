import { and, asc, eq, gt, sql } from "drizzle-orm";
import { type AuditCtx, recordAudit } from "#lib/audit/index.ts";
import type { Whence } from "#lib/ctx.ts";
import { db, type Tx } from "#lib/db/client.ts";
import { auditEntries, memberships, teams, users } from "#lib/db/schema.ts";
import type { Role } from "#lib/policy.ts";

// Signing in is told of before there is a caller: who it is follows from what they gave.

type Person = { teamId: string; userId: string; email: string; role: Role };
/** Where a request to sign in comes from, and its id in the server's log. */
export type SignInFrom = Whence & { requestId?: string | undefined };

const ctxOf = (
  teamId: string,
  actor: AuditCtx["actor"],
  { requestId = "", ...from }: SignInFrom,
): AuditCtx => ({
  teamId,
  actor,
  requestId,
  from,
});

/** Told in the transaction that opens the session. */
export async function recordSignIn(
  tx: Tx,
  person: Person,
  from: SignInFrom,
  way = "password",
): Promise<void> {
  const { teamId, userId, email, role } = person;
  const object = { kind: "person" as const, id: userId, name: email };
  const changes = [{ field: "way", before: null, after: way }];
  const ctx = ctxOf(teamId, { kind: "user", userId, email, role }, from);
  await recordAudit(tx, ctx, { action: "session.opened", object, changes });
}

/** Told in the transaction that ends the session of whoever signs out. */
export async function recordSignOut(
  tx: Tx,
  session: { id: string; teamId: string; userId: string; userAgent: string | null },
  from: SignInFrom,
): Promise<void> {
  const { id, teamId, userId, userAgent } = session;
  const [person] = await tx
    .select({ email: users.email, role: memberships.role })
    .from(users)
    .innerJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.teamId, teamId)))
    .where(eq(users.id, userId));
  // Who was removed from the team has no session there that could still be ended.
  if (!person) return;
  const object = { kind: "session" as const, id, name: userAgent ?? "unknown browser" };
  const ctx = ctxOf(teamId, { kind: "user", userId, ...person }, from);
  await recordAudit(tx, ctx, { action: "session.ended", object });
}

/** From where it is not known. */
export const NOWHERE: SignInFrom = { ip: null, userAgent: null };

/** What somebody does who is known by a link and has no session yet. */
export async function recordOwnDeed(
  tx: Tx,
  person: Person,
  action: "member.joined" | "password.reset",
  from: SignInFrom,
): Promise<void> {
  const { teamId, userId, email, role } = person;
  const object = { kind: "person" as const, id: userId, name: email };
  const changes = action === "member.joined" ? [{ field: "role", before: null, after: role }] : [];
  const ctx = ctxOf(teamId, { kind: "user", userId, email, role }, from);
  await recordAudit(tx, ctx, { action, object, changes });
}

/** A provider by which somebody signs in from now on, told to the team that they look at. */
export async function recordLinked(
  tx: Tx,
  { userId, teamId }: Pick<Person, "userId" | "teamId">,
  provider: string,
  from: SignInFrom,
): Promise<void> {
  const [person] = await tx
    .select({ email: users.email, role: memberships.role })
    .from(users)
    .innerJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.teamId, teamId)))
    .where(eq(users.id, userId));
  if (!person) return;
  const object = { kind: "person" as const, id: userId, name: provider };
  const ctx = ctxOf(teamId, { kind: "user", userId, ...person }, from);
  await recordAudit(tx, ctx, { action: "provider.linked", object });
}

/** Set-up is the first deed of its owner. */
export async function recordTeamCreated(
  tx: Tx,
  owner: { teamId: string; userId: string; email: string; teamName: string },
  from: SignInFrom,
): Promise<void> {
  const { teamId, userId, email, teamName } = owner;
  const ctx = ctxOf(teamId, { kind: "user", userId, email, role: "owner" }, from);
  const object = { kind: "team" as const, id: teamId, name: teamName };
  await recordAudit(tx, ctx, { action: "team.created", object });
}

/**
 * A sign-in that was refused, told to the teams of whoever has the address. One that nobody has is told to the oldest team,
 * whose people run this Tidemark.
 */
export async function recordRefusedSignIn(email: string, why: string, from: SignInFrom): Promise<void> {
  await db().transaction(async (tx) => {
    for (const { teamId, userId } of await concerned(tx, email)) {
      const object = { kind: "person" as const, id: userId, name: email };
      const changes = [{ field: "reason", before: null, after: why }];
      const ctx = ctxOf(teamId, { kind: "nobody", email }, from);
      await recordAudit(tx, ctx, { action: "session.refused", object, changes });
    }
  });
}

const TOO_MANY = "too many failed attempts";
const QUIET_MINUTES = 15;

/** Refusals by the limit are told once in its stretch of time: whoever goes on guessing must not fill the log. */
export async function recordTooManySignIns(email: string, from: SignInFrom): Promise<void> {
  const [told] = await db()
    .select({ id: auditEntries.id })
    .from(auditEntries)
    .where(
      and(
        gt(auditEntries.createdAt, sql`now() - make_interval(mins => ${QUIET_MINUTES})`),
        eq(auditEntries.action, "session.refused"),
        sql`${auditEntries.changes} @> ${JSON.stringify([{ after: TOO_MANY }])}::jsonb`,
        from.ip === null
          ? eq(auditEntries.actorName, email)
          : sql`(${auditEntries.actorName} = ${email} or ${auditEntries.ip} = ${from.ip})`,
      ),
    )
    .limit(1);
  if (!told) await recordRefusedSignIn(email, TOO_MANY, from);
}

async function concerned(tx: Tx, email: string): Promise<{ teamId: string; userId: string | null }[]> {
  const theirs = await tx
    .select({ teamId: memberships.teamId, userId: users.id })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(eq(users.email, email));
  if (theirs.length > 0) return theirs;
  const [oldest] = await tx.select({ teamId: teams.id }).from(teams).orderBy(asc(teams.id)).limit(1);
  return oldest ? [{ ...oldest, userId: null }] : [];
}
