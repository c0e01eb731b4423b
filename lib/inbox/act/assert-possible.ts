import { and, eq, isNull } from "drizzle-orm";
import type { Ctx } from "#lib/ctx.ts";
import type { Tx } from "#lib/db/client.ts";
import { labels, memberships, teams } from "#lib/db/schema.ts";
import { badRequest } from "#lib/errors.ts";
import type { Act } from "#lib/inbox/model.ts";

/** Refuses what cannot be of any item of this team. @throws BAD_REQUEST */
export async function assertPossible(tx: Tx, ctx: Ctx, act: Act): Promise<void> {
  switch (act.act) {
    case "assign":
      if (act.userId !== null) await assertMember(tx, ctx, act.userId);
      break;
    case "label":
      if (act.labelId !== null) await assertLabel(tx, ctx, act.labelId);
      break;
    case "noise":
      if (!act.reason) await assertNoReasonAsked(tx, ctx);
      break;
    case "snooze":
      assertSomeTime(act);
      break;
  }
}

/** Held until the end: who is removed meanwhile is removed after this, with this item to be handed over. */
async function assertMember(tx: Tx, { teamId }: Ctx, userId: string): Promise<void> {
  const [member] = await tx
    .select({ id: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.teamId, teamId), eq(memberships.userId, userId)))
    .for("key share");
  if (!member) refuse("userId", "is no member of this team", "Choose a member, or null for nobody.");
}

async function assertLabel(tx: Tx, { teamId }: Ctx, labelId: string): Promise<void> {
  const [label] = await tx
    .select({ id: labels.id })
    .from(labels)
    .where(and(eq(labels.teamId, teamId), eq(labels.id, labelId), isNull(labels.archivedAt)));
  if (!label) refuse("labelId", "is no label of this team", "List the labels and choose one of them.");
}

async function assertNoReasonAsked(tx: Tx, { teamId }: Ctx): Promise<void> {
  const [team] = await tx.select({ asks: teams.askReason }).from(teams).where(eq(teams.id, teamId));
  if (team?.asks) refuse("reason", "is missing", "This team asks for a reason when something is dismissed.");
}

function assertSomeTime({ until, untilChange }: Extract<Act, { act: "snooze" }>): void {
  const message = "must be a time to come, or untilChange true";
  if ((until === undefined) === (untilChange === undefined)) {
    refuse("until", message, "Give one of until and untilChange.");
  }
  if (until !== undefined && Date.parse(until) <= Date.now()) {
    refuse("until", message, "This time has passed.");
  }
}

function refuse(path: string, message: string, whatNow: string): never {
  throw badRequest(`${path} ${message}. ${whatNow}`, [{ path, message }]);
}
