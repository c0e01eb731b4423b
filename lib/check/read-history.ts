import { sql } from "drizzle-orm";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import type { HistoryBar } from "#lib/monitor/model.ts";

type Row = {
  monitor_id: string;
  id: string;
  status: HistoryBar["status"];
  trigger: HistoryBar["trigger"];
  at: string;
  same: number;
  changed: number;
  new: number;
  removed: number;
  error: number;
  credits: number | null;
};

/** The last checks of each of these monitors, oldest first, by monitor id: what a history strip shows. */
export async function readHistory(
  ctx: Ctx,
  monitorIds: string[],
  count: number,
): Promise<Map<string, HistoryBar[]>> {
  authorize(ctx, "listMonitors");
  const rows = await db().execute<Row>(sql`
    select c.monitor_id, c.id, c.status, c.trigger, to_json(coalesce(c.started_at, c.created_at)) #>> '{}' as at,
      c.same_pages as same, c.changed_pages as changed, c.new_pages as new, c.removed_pages as removed,
      c.error_pages as error, c.actual_credits::int as credits
    from jsonb_array_elements_text(${JSON.stringify(monitorIds)}::jsonb) as wanted(id)
    cross join lateral (
      select * from checks
      where monitor_id = wanted.id::uuid and team_id = ${ctx.teamId}
      order by id desc limit ${count}) c
    order by c.id`);
  const history = new Map<string, HistoryBar[]>(monitorIds.map((id) => [id, []]));
  for (const { monitor_id, at, ...bar } of rows) {
    history.get(monitor_id)?.push({ ...bar, at: new Date(at).toISOString() });
  }
  return history;
}
