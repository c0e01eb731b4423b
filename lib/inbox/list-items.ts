import { sql } from "drizzle-orm";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { badRequest } from "#lib/errors.ts";
import { readItems, toItemAnswer } from "#lib/inbox/item-rows.ts";
import type { Filters, ItemAnswer, View } from "#lib/inbox/model.ts";
import { whichItems } from "#lib/inbox/which-items.ts";

/** The place of an item in every list: when it changed last, and its id. */
export type Place = { changedAt: string; id: string };

export const cursorOf = ({ changedAt, id }: Place): string => `${Date.parse(changedAt)}_${id}`;

/** @throws BAD_REQUEST for what no answer can have given */
export function placeOf(cursor: string): Place {
  const [, at, id] = /^(\d{1,14})_([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/i.exec(cursor) ?? [];
  if (!at || !id) {
    const message = "must be the cursor of the answer before";
    throw badRequest(`cursor ${message}.`, [{ path: "cursor", message }]);
  }
  return { changedAt: new Date(Number(at)).toISOString(), id };
}

/**
 * The items of a list, the latest change first.
 * @param cursor of the item that the list goes on after
 * @returns with the cursor of what follows, or null
 */
export async function listItems(
  ctx: Ctx,
  { view, limit, cursor, ...filters }: Filters & { view: View; limit: number; cursor?: string | undefined },
): Promise<{ items: ItemAnswer[]; cursor: string | null }> {
  authorize(ctx, "listChanges");
  const after = cursor ? below(placeOf(cursor)) : sql`true`;
  const where = sql`${whichItems(ctx, view, filters)} and ${after}`;
  const rows = await readItems(db(), ctx, { where, limit: limit + 1 });
  const items = rows.slice(0, limit).map((row) => toItemAnswer(row, ctx));
  const last = items.at(-1);
  return { items, cursor: rows.length > limit && last ? cursorOf(last) : null };
}

export const below = ({ changedAt, id }: Place) =>
  sql`(i.changed_at, i.id) < (${changedAt}::timestamptz, ${id}::uuid)`;
export const above = ({ changedAt, id }: Place) =>
  sql`(i.changed_at, i.id) > (${changedAt}::timestamptz, ${id}::uuid)`;
