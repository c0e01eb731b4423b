import { and, eq } from "drizzle-orm";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { users } from "#lib/db/schema.ts";
import { badRequest } from "#lib/errors.ts";
import type { FirstSteps } from "#lib/team/model.ts";

/** How far the person who asks is with the first steps; null when they are over, and for whoever is no person. */
export async function readFirstSteps(ctx: Ctx): Promise<FirstSteps | null> {
  authorize(ctx, "getTeam");
  if (ctx.actor.kind !== "user") return null;
  const [user] = await db()
    .select({ firstSteps: users.firstSteps })
    .from(users)
    .where(eq(users.id, ctx.actor.userId));
  return user?.firstSteps ?? null;
}

/** Notes that this person has read a change, or has done with the first steps for good. */
export async function updateFirstSteps(ctx: Ctx, to: "read" | "over"): Promise<void> {
  authorize(ctx, "updateFirstSteps");
  if (ctx.actor.kind !== "user") throw badRequest("Only a signed-in person has first steps.");
  const { userId } = ctx.actor;
  const whoever = eq(users.id, userId);
  await db()
    .update(users)
    .set({ firstSteps: to === "over" ? null : to })
    // What is over stays over, whichever of two wishes comes last.
    .where(to === "over" ? whoever : and(whoever, eq(users.firstSteps, "open")));
}
