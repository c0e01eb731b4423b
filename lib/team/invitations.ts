import { and, count, desc, eq, gt, isNull, type SQL } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { recordAudit } from "#lib/audit/index.ts";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db, type Queryable } from "#lib/db/client.ts";
import { invitations, memberships, teams, users } from "#lib/db/schema.ts";
import { conflict, notFound, TidemarkError } from "#lib/errors.ts";
import { announce } from "#lib/live/announce.ts";
import { roleIsAtLeast } from "#lib/policy.ts";
import { hashOfLink, newLinkToken } from "#lib/team/link-token.ts";
import type { Invite } from "#lib/team/model.ts";

const DAYS = 7;
/** So many people may be invited at once: what is left open by mistake is seen and revoked. */
const MAX_OPEN = 100;

const inDays = () => new Date(Date.now() + DAYS * 86_400_000);
const isOpen = () => and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt)) as SQL;
/** Where an open invitation may still be accepted. */
export const isUsable = () => and(isOpen(), gt(invitations.expiresAt, new Date())) as SQL;

/** An invitation that was just made: its token is in this answer and nowhere else. */
export type NewInvitation = { id: string; token: string; expiresAt: Date };

/**
 * Invites somebody by a link. Whoever is invited already gets a new link, and the one before works no more.
 * @throws CONFLICT for a member, and when too many are invited
 */
export async function inviteMember(ctx: Ctx, { email, role }: Invite): Promise<NewInvitation> {
  authorize(ctx, "inviteMember");
  if (ctx.actor.kind === "user" && !roleIsAtLeast(ctx.actor.role, role)) {
    throw new TidemarkError("FORBIDDEN", `You are ${ctx.actor.role}, so you cannot invite an ${role}.`);
  }
  const { token, tokenHash } = newLinkToken();
  const made = { id: uuidv7(), expiresAt: inDays() };
  await db().transaction(async (tx) => {
    // One after the other in a team, so that the same email is invited once.
    await tx.select().from(teams).where(eq(teams.id, ctx.teamId)).for("no key update");
    if (await isMember(tx, ctx.teamId, email)) {
      throw conflict(`${email} is in this team already. Change their role in the list of members.`);
    }
    await tx.update(invitations).set({ revokedAt: new Date() }).where(inTeam(ctx, email));
    const [open] = await tx.select({ open: count() }).from(invitations).where(inTeam(ctx));
    if ((open?.open ?? 0) >= MAX_OPEN) {
      throw conflict(
        `${MAX_OPEN} invitations are open. Revoke one that is not needed before you make another.`,
      );
    }
    const invitedBy = ctx.actor.kind === "user" ? ctx.actor.userId : null;
    await tx.insert(invitations).values({ ...made, teamId: ctx.teamId, email, role, tokenHash, invitedBy });
    const changes = [{ field: "role", before: null, after: role }];
    await recordAudit(tx, ctx, {
      action: "member.invited",
      object: invited({ id: made.id, email }),
      changes,
    });
    await announce(tx, { teamId: ctx.teamId, topics: ["people:all"] });
  });
  return { ...made, token };
}

/** Whom the audit log names: the invitation by its id, whoever it is for by their address. */
const invited = ({ id, email }: { id: string; email: string }) => ({
  kind: "person" as const,
  id,
  name: email,
});

async function isMember(tx: Queryable, teamId: string, email: string): Promise<boolean> {
  const [member] = await tx
    .select({ id: users.id })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(and(eq(users.email, email), eq(memberships.teamId, teamId)));
  return member !== undefined;
}

/** The invitations of a team that nobody accepted or revoked, expired ones too, newest first; never their tokens. */
export async function listInvitations(ctx: Ctx) {
  authorize(ctx, "listInvitations");
  const { id, email, role, createdAt, expiresAt } = invitations;
  return db()
    .select({ id, email, role, createdAt, expiresAt })
    .from(invitations)
    .where(inTeam(ctx))
    .orderBy(desc(invitations.id));
}

/**
 * Gives an invitation another link and seven more days: nothing of ours could tell the first link again.
 * @throws NOT_FOUND also when it was accepted or revoked
 */
export async function renewInvitation(ctx: Ctx, invitationId: string): Promise<NewInvitation> {
  authorize(ctx, "renewInvitation");
  const { token, tokenHash } = newLinkToken();
  const expiresAt = inDays();
  await changeOpen(ctx, invitationId, { tokenHash, expiresAt }, "member.invitation_renewed");
  return { id: invitationId, token, expiresAt };
}

/** @throws NOT_FOUND also when it was accepted or revoked */
export async function revokeInvitation(ctx: Ctx, invitationId: string): Promise<void> {
  authorize(ctx, "revokeInvitation");
  await changeOpen(ctx, invitationId, { revokedAt: new Date() }, "member.invitation_revoked");
}

async function changeOpen(
  ctx: Ctx,
  invitationId: string,
  change: Partial<typeof invitations.$inferInsert>,
  action: "member.invitation_renewed" | "member.invitation_revoked",
): Promise<void> {
  await db().transaction(async (tx) => {
    const [changed] = await tx
      .update(invitations)
      .set(change)
      .where(and(eq(invitations.id, invitationId), inTeam(ctx)))
      .returning({ id: invitations.id, email: invitations.email });
    if (!changed) throw notFound("Invitation");
    await recordAudit(tx, ctx, { action, object: invited(changed) });
    await announce(tx, { teamId: ctx.teamId, topics: ["people:all"] });
  });
}

function inTeam({ teamId }: Ctx, email?: string): SQL {
  const whose = email === undefined ? undefined : eq(invitations.email, email);
  return and(eq(invitations.teamId, teamId), isOpen(), whose) as SQL;
}

/** What whoever has the link is shown. */
export type Invitation = {
  teamName: string;
  email: string;
  role: "admin" | "member" | "viewer";
  invitedBy: string | null;
  hasAccount: boolean;
};

/** @throws NOT_FOUND with the sentence for whoever holds a link that works no more */
export async function readInvitation(token: string): Promise<Invitation> {
  const tokenHash = hashOfLink(token);
  if (!tokenHash) throw linkIsUnknown();
  const [row] = await db()
    .select({ invitation: invitations, teamName: teams.name, inviter: users.email, inviterName: users.name })
    .from(invitations)
    .innerJoin(teams, eq(teams.id, invitations.teamId))
    .leftJoin(users, eq(users.id, invitations.invitedBy))
    .where(eq(invitations.tokenHash, tokenHash));
  if (!row) throw linkIsUnknown();
  const { invitation, teamName, inviter, inviterName } = row;
  refuseEnded(invitation);
  const { email, role } = invitation;
  const [account] = await db().select({ id: users.id }).from(users).where(eq(users.email, email));
  return {
    teamName,
    email,
    role: role as Invitation["role"],
    invitedBy: inviterName ?? inviter,
    hasAccount: account !== undefined,
  };
}

const ASK = "Ask whoever invited you for a new link.";
const gone = (sentence: string) => new TidemarkError("NOT_FOUND", sentence);
const linkIsUnknown = () => gone(`This link belongs to no invitation, or a newer one took its place. ${ASK}`);

/** @throws NOT_FOUND with the sentence that says why an invitation cannot be accepted any more */
function refuseEnded(invitation: typeof invitations.$inferSelect): void {
  if (invitation.acceptedAt) throw gone("This invitation was accepted already: a link works once. Sign in.");
  if (invitation.revokedAt) throw gone(`This invitation was revoked. ${ASK}`);
  if (invitation.expiresAt <= new Date()) throw gone(`This invitation has expired. ${ASK}`);
}
