import { type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#lib/ctx.ts";
import { containing } from "#lib/db/containing.ts";
import { readerOf } from "#lib/inbox/item-rows.ts";
import type { Filters, View } from "#lib/inbox/model.ts";

/** The items of a team that a list shows, of `items i` and `monitors m`. */
export function whichItems(ctx: Ctx, view: View, filters: Filters): SQL {
  return all([sql`i.team_id = ${ctx.teamId}::uuid`, ofView(ctx, view), ...narrowedBy(ctx, filters)]);
}

const all = (conditions: SQL[]) => sql.join(conditions, sql` and `);

function ofView(ctx: Ctx, view: View): SQL {
  switch (view) {
    case "all":
      return sql`true`;
    case "mine":
      return sql`i.shelf = 'open' and i.assignee_id = ${readerOf(ctx)}::uuid`;
    case "failing":
      return sql`i.shelf = 'open' and i.failing > 0`;
    default:
      return sql`i.shelf = ${view}`;
  }
}

/** What every view can be narrowed by. */
export function narrowedBy(ctx: Ctx, filters: Filters): SQL[] {
  const { monitor, tag, kind, assignee, label, important, unread, signOff, q, from, to } = filters;
  const conditions: SQL[] = [];
  if (monitor) conditions.push(sql`i.monitor_id = ${monitor}::uuid`);
  // Monitors cannot have tags yet, so none has this one.
  if (tag) conditions.push(sql`false`);
  if (kind) conditions.push(sql`i.kind = ${kind}`);
  if (assignee) conditions.push(ofAssignee(ctx, assignee));
  if (label) conditions.push(sql`i.label_id = ${label}::uuid`);
  if (important !== undefined) conditions.push(sql`i.important = ${important}`);
  if (unread !== undefined) conditions.push(unread ? isUnread(ctx) : sql`not ${isUnread(ctx)}`);
  if (signOff !== undefined) conditions.push(signOff ? NEEDS_SIGN_OFF : sql`not ${NEEDS_SIGN_OFF}`);
  for (const word of q?.trim().split(/\s+/).filter(Boolean) ?? []) conditions.push(has(word));
  if (from) conditions.push(sql`i.changed_at >= ${from}::timestamptz`);
  if (to) conditions.push(sql`i.changed_at <= ${to}::timestamptz`);
  return conditions;
}

function ofAssignee(ctx: Ctx, assignee: string): SQL {
  if (assignee === "nobody") return sql`i.assignee_id is null`;
  return sql`i.assignee_id = ${assignee === "me" ? readerOf(ctx) : assignee}::uuid`;
}

/** Whether its label wants a second person, and none has agreed to it yet. */
const NEEDS_SIGN_OFF = sql`(i.signed_off_at is null and exists (
  select 1 from labels l where l.id = i.label_id and l.second_sign_off))`;

export function isUnread(ctx: Ctx): SQL {
  const reader = readerOf(ctx);
  if (reader === null) return sql`false`;
  return sql`not exists (
    select 1 from item_reads r where r.user_id = ${reader}::uuid and r.item_id = i.id and r.read_changes >= i.changes)`;
}

function has(word: string): SQL {
  return sql`(lower(concat_ws(' ', i.excerpt ->> 'lead', i.excerpt ->> 'before', i.excerpt ->> 'after')) like ${containing(word.toLowerCase())}
    or lower(m.name) like ${containing(word.toLowerCase())})`;
}
