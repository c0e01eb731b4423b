import { and, eq } from "drizzle-orm";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { items } from "#lib/db/schema.ts";
import { notFound } from "#lib/errors.ts";
import { membersAmong } from "#lib/inbox/bell/index.ts";
import type { Person } from "#lib/inbox/bell/model.ts";
import { tellPresence, whoIsAt } from "#lib/live/presence.ts";

/** Who else looks at an item now. @throws NOT_FOUND for an item of nobody's or of another team */
export async function listPresent(ctx: Ctx, itemId: string): Promise<Person[]> {
  authorize(ctx, "listPresent");
  await assertItem(ctx, itemId);
  return others(ctx, itemId);
}

/**
 * Says that a tab of the caller shows an item, or shows it no more. @returns who else does
 * @throws NOT_FOUND as listPresent
 */
export async function bePresent(
  ctx: Ctx,
  itemId: string,
  { viewer, here }: { viewer: string; here: boolean },
): Promise<Person[]> {
  authorize(ctx, "bePresent");
  await assertItem(ctx, itemId);
  const { teamId, actor } = ctx;
  if (actor.kind === "user") {
    await tellPresence({ teamId, place: itemId, viewer, userId: actor.userId }, here);
  }
  return others(ctx, itemId);
}

function others({ teamId, actor }: Ctx, itemId: string): Promise<Person[]> {
  const me = actor.kind === "user" ? actor.userId : null;
  const ids = whoIsAt({ teamId, place: itemId }).filter((id) => id !== me);
  return membersAmong(db(), teamId, { ids });
}

async function assertItem({ teamId }: Ctx, itemId: string): Promise<void> {
  const [item] = await db()
    .select({ id: items.id })
    .from(items)
    .where(and(eq(items.id, itemId), eq(items.teamId, teamId)));
  if (!item) throw notFound("Change");
}
