import { sql } from "drizzle-orm";
import { type HeardChange, whyNotHeard } from "#lib/channel/hears.ts";
import type { ChannelRule } from "#lib/channel/model.ts";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";

const DAYS = 7;
/** A busy team has more: what is counted is then said to be at least that. */
const MOST_LOOKED_AT = 5000;

export type WouldSend = { days: number; changes: number; of: number; isMore: boolean };

/** Of how many changes of the last days a rule would have told, and of how many there were. */
export async function countWouldSend(
  ctx: Ctx,
  { rule, monitorIds }: { rule: ChannelRule; monitorIds: string[] | null },
): Promise<WouldSend> {
  authorize(ctx, "previewRule");
  const ofMonitors = monitorIds
    ? sql`and c.monitor_id in (select jsonb_array_elements_text(${JSON.stringify(monitorIds)}::jsonb)::uuid)`
    : sql``;
  const found = await db().execute<HeardChange>(sql`
    select c.kind, p.url, c.lines_added as "linesAdded", c.lines_removed as "linesRemoved", c.judgment
    from changes c
    join pages p on p.id = c.page_id
    join monitors m on m.id = c.monitor_id and m.status <> 'deleted'
    where c.team_id = ${ctx.teamId} and c.created_at > now() - make_interval(days => ${DAYS}) ${ofMonitors}
    order by c.id desc
    limit ${MOST_LOOKED_AT + 1}`);
  const looked = found.slice(0, MOST_LOOKED_AT);
  const changes = looked.filter((change) => whyNotHeard(rule, change) === null).length;
  return { days: DAYS, changes, of: looked.length, isMore: found.length > MOST_LOOKED_AT };
}
