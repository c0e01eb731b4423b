import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Tx } from "#lib/db/client.ts";
import { assignmentRules, items, pages } from "#lib/db/schema.ts";
import { ring } from "#lib/inbox/bell/index.ts";
import { ableAmong, FIRST_RULE_FIRST } from "#lib/inbox/hand-out/rules.ts";

type Rule = typeof assignmentRules.$inferSelect;
type NewItem = { id: string; teamId: string; monitorId: string; host: string };
export type HandedOut = { itemId: string; userId: string };

/** How a rule is called where it stands for whoever assigned. */
export const BY_RULE = "A rule";

/**
 * Gives new items to the people of the first rule that fits each, in turn, in the transaction that files them. Items that
 * no rule fits, and those of rules whose people have all left, are nobody's.
 */
export async function handOut(tx: Tx, newItemIds: readonly string[]): Promise<HandedOut[]> {
  if (newItemIds.length === 0) return [];
  const found = await itemsAndRules(tx, newItemIds);
  const byRule = Map.groupBy(found.items, (item) => found.rules.find((rule) => fits(rule, item)));
  // In one order for everybody: two workers that hold a rule each would wait for each other's.
  const handed: HandedOut[] = [];
  for (const rule of found.rules.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const its = byRule.get(rule);
    if (its) handed.push(...(await takeTurns(tx, rule, its)));
  }
  await assign(tx, handed, found.items);
  return handed;
}

async function itemsAndRules(tx: Tx, ids: readonly string[]): Promise<{ items: NewItem[]; rules: Rule[] }> {
  const wanted = and(inArray(items.id, [...ids]), isNull(items.assigneeId));
  const rules = await tx
    .select()
    .from(assignmentRules)
    .where(inArray(assignmentRules.teamId, tx.select({ teamId: items.teamId }).from(items).where(wanted)))
    .orderBy(FIRST_RULE_FIRST);
  if (rules.length === 0) return { items: [], rules };
  const rows = await tx
    .select({ id: items.id, teamId: items.teamId, monitorId: items.monitorId, url: pages.url })
    .from(items)
    .innerJoin(pages, eq(pages.id, items.pageId))
    .where(wanted)
    .orderBy(items.id);
  return {
    items: rows.map(({ url, ...item }) => ({ ...item, host: URL.parse(url)?.hostname ?? "" })),
    rules,
  };
}

function fits({ teamId, monitorId, host, tag }: Rule, item: NewItem): boolean {
  // Monitors have no tags yet, so a rule for one fits none of them.
  if (teamId !== item.teamId || tag !== null) return false;
  if (monitorId !== null) return monitorId === item.monitorId;
  return host === null || item.host === host || item.host.endsWith(`.${host}`);
}

/** The update both counts and holds the rule: whoever files at the same moment gets the turns that follow. */
async function takeTurns(tx: Tx, rule: Rule, its: NewItem[]): Promise<HandedOut[]> {
  const able = await ableAmong(tx, rule.teamId, rule.people);
  const [taken] = await tx
    .update(assignmentRules)
    .set({ turn: sql`${assignmentRules.turn} + ${its.length}` })
    .where(eq(assignmentRules.id, rule.id))
    .returning({ people: assignmentRules.people, turn: assignmentRules.turn });
  const people = taken?.people.filter((id) => able.has(id)) ?? [];
  if (!taken || people.length === 0) return [];
  const first = taken.turn - its.length;
  return its.map(({ id }, index) => ({ itemId: id, userId: people[(first + index) % people.length] ?? "" }));
}

async function assign(tx: Tx, handed: HandedOut[], all: NewItem[]): Promise<void> {
  if (handed.length === 0) return;
  await tx.execute(sql`
    update items set assignee_id = r.user_id
    from json_to_recordset(${JSON.stringify(handed)}::json) as h("itemId" uuid, "userId" uuid),
      lateral (select h."itemId" as item_id, h."userId" as user_id) r
    where items.id = r.item_id`);
  const teamOf = new Map(all.map(({ id, teamId }) => [id, teamId]));
  for (const [teamId, theirs] of Map.groupBy(handed, ({ itemId }) => teamOf.get(itemId) ?? "")) {
    await ring(
      tx,
      teamId,
      theirs.map((one) => ({ ...one, kind: "assigned", byName: BY_RULE })),
    );
  }
}
