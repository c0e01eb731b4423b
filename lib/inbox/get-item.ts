import { sql } from "drizzle-orm";
import type { ChangeExcerpt, ChangeKind } from "#lib/change/model.ts";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { notFound } from "#lib/errors.ts";
import { type ActRow, latestActs } from "#lib/inbox/act/index.ts";
import { ITEMS, type ItemRow, readItems, toItemAnswer } from "#lib/inbox/item-rows.ts";
import { above, below, type Place } from "#lib/inbox/list-items.ts";
import type { ActAnswer, Filters, ItemChange, ItemDetail, View } from "#lib/inbox/model.ts";
import { whichItems } from "#lib/inbox/which-items.ts";

const ACTS_SHOWN = 100;

type GetItem = Filters & {
  view: View;
  changesLimit: number;
  changesCursor?: string | undefined;
};

/**
 * An item with what it gathers, what was done to it, and its neighbours in a list.
 * @param id of the item, or of any change that it gathers
 * @throws NOT_FOUND also for one of another team or of a deleted monitor
 */
export async function getItem(
  ctx: Ctx,
  id: string,
  { view, changesLimit, changesCursor, ...filters }: GetItem,
): Promise<ItemDetail> {
  authorize(ctx, "getChange");
  const item = toItemAnswer(await requireItem(ctx, id), ctx);
  const [gathered, acts, previousId, nextId] = await Promise.all([
    changesOf(item.id, changesLimit + 1, changesCursor),
    latestActs(db(), item.id, ACTS_SHOWN),
    neighbour(ctx, view, filters, item, "above"),
    neighbour(ctx, view, filters, item, "below"),
  ]);
  const shown = gathered.slice(0, changesLimit);
  return {
    ...item,
    gathered: shown,
    gatheredCursor: gathered.length > changesLimit ? (shown.at(-1)?.id ?? null) : null,
    acts: acts.map((act) => toActAnswer(act, acts)),
    previousId,
    nextId,
  };
}

export async function requireItem(ctx: Ctx, id: string): Promise<ItemRow> {
  const where = sql`i.team_id = ${ctx.teamId}::uuid and i.id in (
    select ${id}::uuid union all select c.item_id from changes c where c.id = ${id}::uuid)`;
  const [item] = await readItems(db(), ctx, { where });
  if (!item) throw notFound("Change");
  return item;
}

type ChangeRow = {
  id: string;
  kind: ChangeKind;
  check_id: string;
  check_page_id: string;
  page_id: string;
  url: string | null;
  title: string | null;
  excerpt: ChangeExcerpt | null;
  lines_added: number;
  lines_removed: number;
  created_at: string;
};

async function changesOf(itemId: string, limit: number, before: string | undefined): Promise<ItemChange[]> {
  const rows = await db().execute<ChangeRow>(sql`
    select c.id, c.kind, c.check_id, c.check_page_id, c.page_id, p.url, p.title, c.excerpt, c.lines_added,
      c.lines_removed, c.created_at
    from changes c left join pages p on p.id = c.page_id
    where c.item_id = ${itemId}::uuid ${before ? sql`and c.id < ${before}::uuid` : sql``}
    order by c.id desc limit ${limit}`);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    checkId: row.check_id,
    checkPageId: row.check_page_id,
    page: row.url === null ? null : { id: row.page_id, url: row.url, title: row.title },
    excerpt: row.excerpt,
    linesAdded: row.lines_added,
    linesRemoved: row.lines_removed,
    createdAt: new Date(row.created_at).toISOString(),
  }));
}

/** Also of an item that the list shows no more: what stands where it stood. */
async function neighbour(
  ctx: Ctx,
  view: View,
  filters: Filters,
  place: Place,
  where: "above" | "below",
): Promise<string | null> {
  const [beside, order] =
    where === "above"
      ? [above(place), sql`i.changed_at asc, i.id asc`]
      : [below(place), sql`i.changed_at desc, i.id desc`];
  const [row] = await db().execute<{ id: string }>(sql`
    select i.id from ${ITEMS} where ${whichItems(ctx, view, filters)} and ${beside} order by ${order} limit 1`);
  return row?.id ?? null;
}

function toActAnswer(act: ActRow, all: ActRow[]): ActAnswer {
  return {
    id: act.id,
    act: act.act,
    by: act.byName,
    userId: act.userId,
    before: act.before,
    after: act.after,
    undoes: act.undoes,
    undone: all.some(({ undoes }) => undoes === act.id),
    createdAt: act.createdAt.toISOString(),
  };
}
