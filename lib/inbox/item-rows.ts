import { type SQL, sql } from "drizzle-orm";
import type { ChangeExcerpt, ChangeKind } from "#lib/change/model.ts";
import type { Ctx } from "#lib/ctx.ts";
import type { Queryable } from "#lib/db/client.ts";
import type { LabelAnswer } from "#lib/inbox/labels/model.ts";
import type { ItemAnswer, ItemState } from "#lib/inbox/model.ts";
import type { Judgment } from "#lib/page/model.ts";

/** An item with the names of all it points to, as the database has them. */
export type ItemRow = {
  id: string;
  kind: ChangeKind;
  state: ItemState;
  monitor_id: string;
  monitor_name: string;
  change_id: string;
  check_id: string;
  check_page_id: string;
  page_id: string;
  url: string | null;
  title: string | null;
  pages: number;
  changes: number;
  failing: number;
  excerpt: ChangeExcerpt | null;
  lines_added: number;
  lines_removed: number;
  judgment: Judgment | null;
  opened_at: string;
  changed_at: string;
  last_good_at: string | null;
  closed_at: string | null;
  closed_by_name: string | null;
  assignee_id: string | null;
  assignee_email: string | null;
  snoozed_until: string | null;
  snoozed_until_change: boolean;
  important: boolean;
  label: LabelAnswer | null;
  labelled_by_name: string | null;
  reason: string | null;
  signed_off_by_name: string | null;
  signed_off_at: string | null;
  read_at: string | null;
  read_change_id: string | null;
  read_check_page_id: string | null;
  read_changes: number | null;
  comments: number;
  edition: number;
};

/** The person who asks; null for a key and for the product itself, to whom nothing is unread. */
export const readerOf = ({ actor }: Pick<Ctx, "actor">): string | null =>
  actor.kind === "user" ? actor.userId : null;

/** `i` is the item and `m` its monitor; those of a deleted monitor are gone. */
export const ITEMS = sql`items i join monitors m on m.id = i.monitor_id and m.status <> 'deleted'`;

/**
 * Items with the names of all they point to.
 * @param chosen says which: what follows `select i.id from items i …`, with its order and limit
 */
export async function readItems(
  tx: Queryable,
  ctx: Pick<Ctx, "actor">,
  chosen: { where: SQL; order?: SQL; limit?: number },
): Promise<ItemRow[]> {
  const order = chosen.order ?? sql`i.changed_at desc, i.id desc`;
  // Chosen first, so that names are only looked up for those that are shown.
  return tx.execute<ItemRow>(sql`
    with chosen as materialized (
      select i.*, m.name as monitor_name from ${ITEMS}
      where ${chosen.where}
      order by ${order}
      ${chosen.limit === undefined ? sql`` : sql`limit ${chosen.limit}`})
    select i.id, i.kind, i.state, i.monitor_id, i.monitor_name, i.change_id, i.check_id, i.check_page_id, i.page_id,
      p.url, p.title, i.pages, i.changes, i.failing, i.excerpt, i.lines_added, i.lines_removed, i.judgment,
      i.opened_at, i.changed_at, i.closed_at, i.closed_by_name, i.assignee_id, a.email as assignee_email,
      i.snoozed_until, i.snoozed_until_change, i.important, i.labelled_by_name, i.reason, i.signed_off_by_name,
      i.signed_off_at, i.edition,
      case when l.id is not null then json_build_object('id', l.id, 'name', l.name, 'kind', l.kind,
        'significance', l.significance, 'secondSignOff', l.second_sign_off) end as label,
      case when i.failing > 0 then (
        select c.created_at from check_pages c where c.page_id = i.page_id and c.id < i.check_page_id and c.status <> 'error'
        order by c.id desc limit 1) end as last_good_at,
      r.read_at, r.read_change_id, r.read_changes,
      (select c.check_page_id from changes c where c.id = r.read_change_id) as read_check_page_id,
      (select count(*)::int from comments c where c.item_id = i.id) as comments
    from chosen i
    left join pages p on p.id = i.page_id
    left join users a on a.id = i.assignee_id
    left join labels l on l.id = i.label_id
    left join item_reads r on r.item_id = i.id and r.user_id = ${readerOf(ctx)}::uuid
    order by ${order}`);
}

const iso = (moment: string | null): string | null =>
  moment === null ? null : new Date(moment).toISOString();

export function toItemAnswer(row: ItemRow, ctx: Pick<Ctx, "actor">): ItemAnswer {
  const since = row.changes - (row.read_changes ?? 0);
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    monitor: { id: row.monitor_id, name: row.monitor_name },
    page: row.url === null ? null : { id: row.page_id, url: row.url, title: row.title },
    changeId: row.change_id,
    checkId: row.check_id,
    checkPageId: row.check_page_id,
    pages: row.pages,
    changes: row.changes,
    failing: row.failing,
    excerpt: row.excerpt,
    linesAdded: row.lines_added,
    linesRemoved: row.lines_removed,
    judgment: row.judgment,
    openedAt: new Date(row.opened_at).toISOString(),
    changedAt: new Date(row.changed_at).toISOString(),
    lastGoodAt: iso(row.last_good_at),
    closedAt: iso(row.closed_at),
    closedBy: row.closed_by_name,
    assignee:
      row.assignee_id === null || row.assignee_email === null
        ? null
        : { id: row.assignee_id, email: row.assignee_email, name: null },
    snoozedUntil: iso(row.snoozed_until),
    snoozedUntilChange: row.snoozed_until_change,
    important: row.important,
    label: row.label,
    labelledBy: row.labelled_by_name,
    reason: row.reason,
    signedOffBy: row.signed_off_by_name,
    signedOffAt: iso(row.signed_off_at),
    unread: readerOf(ctx) !== null && since > 0,
    changesSinceRead: readerOf(ctx) === null ? 0 : Math.max(since, 0),
    lastRead:
      row.read_at === null || row.read_change_id === null
        ? null
        : {
            at: new Date(row.read_at).toISOString(),
            changeId: row.read_change_id,
            checkPageId: row.read_check_page_id,
          },
    comments: row.comments,
    edition: row.edition,
  };
}
