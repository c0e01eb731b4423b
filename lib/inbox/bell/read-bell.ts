import { and, count, desc, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { bellEntries, comments, items, monitors } from "#lib/db/schema.ts";
import type { BellAnswer } from "#lib/inbox/bell/model.ts";
import { announce } from "#lib/live/announce.ts";

/** What is shown of a comment or an excerpt beside an entry. */
const MOST_WORDS = 140;

/** What the bell has rung for, newest first, and how much of it the caller has not read. */
export async function listBell(
  ctx: Ctx,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ data: BellAnswer[]; nextCursor: string | null; unread: number }> {
  authorize(ctx, "listBell");
  const whose = whoseBell(ctx);
  const [rows, [unread]] = await Promise.all([
    db()
      .select({
        id: bellEntries.id,
        kind: bellEntries.kind,
        itemId: bellEntries.itemId,
        commentId: bellEntries.commentId,
        by: bellEntries.byName,
        title: monitors.name,
        words: sql<string>`left(coalesce(${comments.text}, concat_ws(' ', ${items.excerpt} ->> 'lead',
          nullif(${items.excerpt} ->> 'before', '') || ' →', ${items.excerpt} ->> 'after'), ''), ${MOST_WORDS})`,
        createdAt: bellEntries.createdAt,
        readAt: bellEntries.readAt,
      })
      .from(bellEntries)
      .innerJoin(items, eq(items.id, bellEntries.itemId))
      .innerJoin(monitors, eq(monitors.id, items.monitorId))
      .leftJoin(comments, eq(comments.id, bellEntries.commentId))
      .where(and(whose, cursor ? lt(bellEntries.id, cursor) : undefined))
      .orderBy(desc(bellEntries.id))
      .limit(limit + 1),
    db()
      .select({ count: count() })
      .from(bellEntries)
      .where(and(whose, isNull(bellEntries.readAt))),
  ]);
  const data = rows.slice(0, limit).map((row) => ({
    ...row,
    words: row.words.replace(/\s+/g, " ").trim(),
    createdAt: row.createdAt.toISOString(),
    readAt: row.readAt?.toISOString() ?? null,
  }));
  const nextCursor = rows.length > limit ? (data.at(-1)?.id ?? null) : null;
  return { data, nextCursor, unread: unread?.count ?? 0 };
}

/** Marks entries of the caller's own bell as read: these, those of one item, or all. @returns how many it marked */
export async function readBell(
  ctx: Ctx,
  which: { ids?: string[] | undefined; itemId?: string | undefined },
): Promise<number> {
  authorize(ctx, "readBell");
  return db().transaction(async (tx) => {
    const read = await tx
      .update(bellEntries)
      .set({ readAt: new Date() })
      .where(
        and(
          whoseBell(ctx),
          isNull(bellEntries.readAt),
          which.ids && inArray(bellEntries.id, which.ids),
          which.itemId ? eq(bellEntries.itemId, which.itemId) : undefined,
        ),
      )
      .returning({ id: bellEntries.id });
    // The other tabs and browsers of the same person.
    if (read.length > 0 && ctx.actor.kind === "user") {
      await announce(tx, { teamId: ctx.teamId, topics: [`bell:${ctx.actor.userId}`] });
    }
    return read.length;
  });
}

/** The bell of the caller in this team; the product itself and keys have none. */
function whoseBell({ teamId, actor }: Ctx) {
  const userId = actor.kind === "user" ? actor.userId : null;
  return and(eq(bellEntries.teamId, teamId), userId ? eq(bellEntries.userId, userId) : sql`false`);
}
