import { sql } from "drizzle-orm";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { ENOUGH_REVIEWED, NUMBER_DAYS, type ReviewNumbers } from "#lib/inbox/review/model.ts";

const MOST_MONITORS = 100;

type Row = { id: string; name: string; reviewed: number; noise: number };

/** How the team keeps up, over the last 30 days, and which monitors bring mostly noise. */
export async function readNumbers(ctx: Ctx, monitorId?: string): Promise<ReviewNumbers> {
  authorize(ctx, "readNumbers");
  const { teamId } = ctx;
  const ofMonitor = monitorId ? sql`and monitor_id = ${monitorId}` : sql``;
  // What was filed as done by itself, from before there was an inbox, was reviewed by nobody.
  const reviewed = sql`team_id = ${teamId} and state <> 'open' and closed_by_name is not null
    and closed_at > now() - make_interval(days => ${NUMBER_DAYS}) ${ofMonitor}`;
  const [[totals], monitors] = await Promise.all([
    db().execute<{ open: number; reviewed: number; median: number | null }>(sql`
      select
        (select count(*)::int from items where team_id = ${teamId} and state = 'open' ${ofMonitor}
          and (snoozed_until is null or snoozed_until <= now()) and not snoozed_until_change) as open,
        count(*)::int as reviewed,
        percentile_cont(0.5) within group (order by extract(epoch from closed_at - opened_at)) as median
      from items where ${reviewed}`),
    db().execute<Row>(sql`
      select r.*, m.name from (
        select monitor_id as id, count(*)::int as reviewed, count(*) filter (where state = 'noise')::int as noise
        from items where ${reviewed} group by monitor_id) r
      join monitors m on m.id = r.id and m.status <> 'deleted'
      order by r.noise >= ${ENOUGH_REVIEWED} / 2.0 desc, r.noise::float / r.reviewed desc, r.noise desc, r.id
      limit ${MOST_MONITORS}`),
  ]);
  return {
    open: totals?.open ?? 0,
    reviewed: totals?.reviewed ?? 0,
    medianTriageSeconds: totals?.median === null || totals === undefined ? null : Number(totals.median),
    monitors: monitors.map(withShare),
  };
}

function withShare({ id, name, reviewed, noise }: Row): ReviewNumbers["monitors"][number] {
  const noisy = reviewed >= ENOUGH_REVIEWED && noise * 2 > reviewed;
  return { id, name, reviewed, noise, share: noise / reviewed, noisy };
}
