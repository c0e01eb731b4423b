import { type SQL, sql } from "drizzle-orm";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { ITEMS, readerOf } from "#lib/inbox/item-rows.ts";
import type { Counts, Filters } from "#lib/inbox/model.ts";
import { isUnread, narrowedBy } from "#lib/inbox/which-items.ts";

/** How many items each list has, all narrowed in the same way. */
export async function countItems(ctx: Ctx, filters: Filters): Promise<Counts> {
  authorize(ctx, "countChanges");
  const narrowed = narrowedBy(ctx, filters);
  const counted = (condition: SQL) => {
    const where = sql.join([sql`i.team_id = ${ctx.teamId}::uuid`, condition, ...narrowed], sql` and `);
    return sql`(select count(*)::int from ${ITEMS} where ${where})`;
  };
  const [row] = await db().execute<Omit<Counts, "all">>(sql`
    select ${counted(sql`i.shelf = 'open'`)} as open,
      ${counted(sql`i.shelf = 'open' and i.assignee_id = ${readerOf(ctx)}::uuid`)} as mine,
      ${counted(sql`i.shelf = 'open' and i.failing > 0`)} as failing,
      ${counted(sql`i.shelf = 'snoozed'`)} as snoozed,
      ${counted(sql`i.shelf = 'done'`)} as done,
      ${counted(sql`i.shelf = 'noise'`)} as noise,
      ${counted(sql`i.shelf = 'open' and ${isUnread(ctx)}`)} as unread`);
  const counts = row ?? { open: 0, mine: 0, failing: 0, snoozed: 0, done: 0, noise: 0, unread: 0 };
  return { ...counts, all: counts.open + counts.snoozed + counts.done + counts.noise };
}
