import { type SQL, sql } from "drizzle-orm";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { COUNTED_TO, UNREAD_AMONG } from "#lib/inbox/bounds.ts";
import { ITEMS, readerOf } from "#lib/inbox/item-rows.ts";
import type { Counts, Filters } from "#lib/inbox/model.ts";
import { isUnread, narrowedBy } from "#lib/inbox/which-items.ts";

type Counted = Omit<Counts, "all">;

/** How many items each list has, all narrowed in the same way; up to COUNTED_TO each. */
export async function countItems(ctx: Ctx, filters: Filters): Promise<Counts> {
  authorize(ctx, "countChanges");
  const narrowed = narrowedBy(ctx, filters);
  const ofTeam = sql`i.team_id = ${ctx.teamId}::uuid`;
  const [row] = await db().execute<Counted>(
    narrowed.length === 0
      ? countEach(ctx, ofTeam)
      : countTogether(ctx, sql.join([ofTeam, ...narrowed], sql` and `)),
  );
  const counts = row ?? { open: 0, mine: 0, failing: 0, snoozed: 0, done: 0, noise: 0, unread: 0 };
  return { ...counts, all: Math.min(COUNTED_TO, counts.open + counts.snoozed + counts.done + counts.noise) };
}

const isMine = (ctx: Ctx) => sql`i.shelf = 'open' and i.assignee_id = ${readerOf(ctx)}::uuid`;
const FAILING = sql`i.shelf = 'open' and i.failing > 0`;

/** Each list by the index that has it in order. */
function countEach(ctx: Ctx, ofTeam: SQL): SQL {
  const counted = (condition: SQL) =>
    sql`(select count(*)::int from (select 1 from ${ITEMS} where ${ofTeam} and ${condition} limit ${COUNTED_TO}) counted)`;
  const shelf = (name: string) => counted(sql`i.shelf = ${name}`);
  return sql`
    select ${shelf("open")} as open, ${counted(isMine(ctx))} as mine, ${counted(FAILING)} as failing,
      ${shelf("snoozed")} as snoozed, ${shelf("done")} as done, ${shelf("noise")} as noise, ${unread(ctx, ofTeam)} as unread`;
}

/** Narrowed lists are of no index, so all that they are of is looked through, and once for all of them. */
function countTogether(ctx: Ctx, narrowed: SQL): SQL {
  const counted = (condition: SQL) => sql`least(${COUNTED_TO}, count(*) filter (where ${condition}))::int`;
  const shelf = (name: string) => counted(sql`i.shelf = ${name}`);
  return sql`
    select ${shelf("open")} as open, ${counted(isMine(ctx))} as mine, ${counted(FAILING)} as failing,
      ${shelf("snoozed")} as snoozed, ${shelf("done")} as done, ${shelf("noise")} as noise, ${unread(ctx, narrowed)} as unread
    from ${ITEMS} where ${narrowed}`;
}

function unread(ctx: Ctx, which: SQL): SQL {
  return sql`(
    select count(*)::int
    from (
      select i.id, i.changes from ${ITEMS} where ${which} and i.shelf = 'open'
      order by i.changed_at desc, i.id desc limit ${UNREAD_AMONG}) i
    where ${isUnread(ctx)})`;
}
