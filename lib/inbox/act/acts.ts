import { and, desc, eq, gt, inArray, or, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { actorName, type Ctx } from "#lib/ctx.ts";
import type { Queryable, Tx } from "#lib/db/client.ts";
import { itemActs } from "#lib/db/schema.ts";
import type { Fields } from "#lib/inbox/act/fields.ts";

export type ActRow = typeof itemActs.$inferSelect;

/** An act that is to be written beside what it does. */
export type NewAct = {
  itemId: string;
  act: string;
  before: Partial<Fields>;
  after: Partial<Fields>;
  edition: number;
  undoes?: string;
};

/** Writes what was done to items. @returns the id of each act, by its item */
export async function writeActs(
  tx: Tx,
  { teamId, actor }: Pick<Ctx, "teamId" | "actor">,
  acts: NewAct[],
): Promise<Map<string, string>> {
  if (acts.length === 0) return new Map();
  const by = {
    teamId,
    userId: actor.kind === "user" ? actor.userId : null,
    apiKeyId: actor.kind === "apiKey" ? actor.keyId : null,
    byName: actorName(actor),
  };
  const rows = acts.map((act) => ({ ...act, ...by, id: uuidv7() }));
  await tx.insert(itemActs).values(rows);
  return new Map(rows.map(({ itemId, id }) => [itemId, id]));
}

/** Without an edition, what others did in so many seconds is taken for unseen. */
const UNSEEN_SECONDS = 10;

/**
 * What was done to items that who acts may not know of, the newest first.
 * @param edition the one that they have seen; undefined when they do not say
 */
export async function unseenActs(
  tx: Queryable,
  itemIds: string[],
  edition: number | undefined,
): Promise<Map<string, ActRow[]>> {
  const unseen =
    edition === undefined
      ? gt(itemActs.createdAt, sql`now() - make_interval(secs => ${UNSEEN_SECONDS})`)
      : gt(itemActs.edition, edition);
  const rows = await tx
    .select()
    .from(itemActs)
    .where(and(inArray(itemActs.itemId, itemIds), unseen))
    .orderBy(desc(itemActs.id));
  return Map.groupBy(rows, ({ itemId }) => itemId);
}

export type Undoable = { act: ActRow; isUndone: boolean };

/** Of each item the one of these acts that is its own, and whether it has been taken back. */
export async function actsToUndo(
  tx: Queryable,
  itemIds: string[],
  actIds: string[],
): Promise<Map<string, Undoable>> {
  const rows = await tx
    .select()
    .from(itemActs)
    .where(
      and(
        inArray(itemActs.itemId, itemIds),
        or(inArray(itemActs.id, actIds), inArray(itemActs.undoes, actIds)),
      ),
    );
  const undone = new Set(rows.map(({ undoes }) => undoes));
  const asked = new Set(actIds);
  return new Map(
    rows.filter(({ id }) => asked.has(id)).map((act) => [act.itemId, { act, isUndone: undone.has(act.id) }]),
  );
}

/** The latest acts of an item, newest first. */
export function latestActs(tx: Queryable, itemId: string, limit: number): Promise<ActRow[]> {
  return tx
    .select()
    .from(itemActs)
    .where(eq(itemActs.itemId, itemId))
    .orderBy(desc(itemActs.id))
    .limit(limit);
}
