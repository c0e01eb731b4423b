import { sql } from "drizzle-orm";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { requireItem } from "#lib/inbox/get-item.ts";
import { readerOf } from "#lib/inbox/item-rows.ts";
import { announce } from "#lib/live/announce.ts";

/**
 * Notes that the caller has read an item as it is now. Two tabs may say so at once; the one that saw more counts.
 * @param changes how many changes they have seen, when there may be more by now
 * @throws NOT_FOUND
 */
export async function markRead(ctx: Ctx, id: string, changes?: number): Promise<void> {
  authorize(ctx, "readChange");
  const item = await requireItem(ctx, id);
  const userId = readerOf(ctx);
  if (userId === null) return;
  const seen = changes ?? item.changes;
  await db().transaction(async (tx) => {
    const noted = await tx.execute(sql`
      insert into item_reads (user_id, item_id, read_change_id, read_changes)
      select ${userId}::uuid, i.id, coalesce(seen.id, i.change_id), least(i.changes, ${seen}::int)
      from items i
      left join lateral (
        select c.id from changes c where c.item_id = i.id order by c.id offset ${seen - 1} limit 1) seen on true
      where i.id = ${item.id}::uuid
      on conflict (user_id, item_id) do update
        set read_at = now(), read_change_id = excluded.read_change_id, read_changes = excluded.read_changes
        where item_reads.read_changes < excluded.read_changes
      returning 1`);
    // Their other tabs show it, too.
    if (noted.length > 0) await announce(tx, { teamId: ctx.teamId, topics: [`item:${item.id}`] });
  });
}
