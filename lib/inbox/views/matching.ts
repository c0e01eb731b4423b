import { type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#lib/ctx.ts";
import type { ViewAnswer } from "#lib/inbox/views/model.ts";

const AWAKE = sql`(i.snoozed_until is null or i.snoozed_until <= now()) and not i.snoozed_until_change`;
const OPEN = sql`i.state = 'open' and ${AWAKE}`;

/** Which items, called i, a view shows to whoever asks. */
export function matching({ teamId, actor }: Ctx, query: ViewAnswer["query"]): SQL {
  const me = actor.kind === "user" ? actor.userId : null;
  const { view = "open", monitor, kind, assignee, label, important, unread, signOff, q, from, to } = query;
  const parts = [sql`i.team_id = ${teamId}`, ofView(view, me)];
  if (monitor) parts.push(sql`i.monitor_id = any(${sql.param(ids(monitor))}::uuid[])`);
  if (kind) parts.push(sql`i.kind = any(${sql.param(kind.split(","))}::text[])`);
  if (assignee) parts.push(ofAssignee(assignee, me));
  if (label) parts.push(sql`i.label_id = any(${sql.param(ids(label))}::uuid[])`);
  if (isOn(important)) parts.push(sql`i.important`);
  if (isOn(signOff)) parts.push(NEEDS_SIGN_OFF);
  if (isOn(unread) && me) {
    parts.push(sql`not exists (select 1 from item_reads r where r.item_id = i.id and r.user_id = ${me}
      and r.read_at >= i.changed_at)`);
  }
  if (q) parts.push(sql`i.excerpt::text ilike ${`%${q.replace(/[\\%_]/g, "\\$&")}%`}`);
  if (isMoment(from)) parts.push(sql`i.changed_at >= ${new Date(from).toISOString()}`);
  if (isMoment(to)) parts.push(sql`i.changed_at <= ${new Date(to).toISOString()}`);
  return sql.join(parts, sql` and `);
}

/** An item whose label wants a second person, and which none has agreed to yet. */
export const NEEDS_SIGN_OFF = sql`(i.signed_off_at is null and exists (
  select 1 from labels l where l.id = i.label_id and l.second_sign_off))`;

function ofView(view: string, me: string | null): SQL {
  switch (view) {
    case "mine":
      return me ? sql`${OPEN} and i.assignee_id = ${me}` : sql`false`;
    case "failing":
      return sql`${OPEN} and i.kind = 'failed'`;
    case "snoozed":
      return sql`i.state = 'open' and not (${AWAKE})`;
    case "done":
    case "noise":
      return sql`i.state = ${view}`;
    case "all":
      return sql`true`;
    default:
      return OPEN;
  }
}

function ofAssignee(assignee: string, me: string | null): SQL {
  if (assignee === "none") return sql`i.assignee_id is null`;
  if (assignee === "me") return me ? sql`i.assignee_id = ${me}` : sql`false`;
  return sql`i.assignee_id = any(${sql.param(ids(assignee))}::uuid[])`;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const ids = (text: string) => text.split(",").filter((id) => UUID.test(id));
const isOn = (text: string | undefined) => text === "true" || text === "1";
const isMoment = (text: string | undefined): text is string => Number.isFinite(Date.parse(text ?? ""));
