import { and, eq, inArray } from "drizzle-orm";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { memberships, users } from "#lib/db/schema.ts";
import type { Notification, RecipientSubscription } from "#lib/delivery/model.ts";

/**
 * Whether each explicit recipient of a monitor's reports may be mailed: members are confirmed at once, others
 * wait for their confirmation (contract: Email). Empty when no recipients are named.
 */
export async function readSubscriptions(
  ctx: Ctx,
  notification: Notification | null,
): Promise<RecipientSubscription[]> {
  const recipients = [
    ...new Set((notification?.email?.recipients ?? []).map((email) => email.toLowerCase())),
  ];
  if (recipients.length === 0) return [];
  const members = await db()
    .select({ email: users.email })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(and(eq(memberships.teamId, ctx.teamId), inArray(users.email, recipients)));
  const inTeam = new Set(members.map((member) => member.email));
  return recipients.map((email) =>
    inTeam.has(email)
      ? { email, status: "confirmed", source: "team", confirmationEmailSent: false }
      : { email, status: "pending", source: "opt_in", confirmationEmailSent: false },
  );
}
