import { and, asc, count, desc, eq, ilike, sql } from "drizzle-orm";
import { type Ctx, requireScope } from "#lib/ctx.ts";
import { checkPages, pages, snapshots } from "#lib/db/schema.ts";
import { queryable } from "#lib/db/transaction.ts";
import type { TrackedPageAnswer } from "#lib/page/model.ts";

type PageList = { limit: number; offset: number; search?: string | undefined };

/** The URLs a monitor has seen, the latest change first, and how many there are in all. */
export async function listTrackedPages(
  ctx: Ctx,
  monitorId: string,
  { limit, offset, search }: PageList,
): Promise<{ pages: TrackedPageAnswer[]; total: number }> {
  requireScope(ctx, "read");
  const on = queryable(ctx);
  const pattern = search && `%${search.trim().replace(/[\\%_]/g, "\\$&")}%`;
  const listed = and(
    eq(pages.monitorId, monitorId),
    eq(pages.teamId, ctx.teamId),
    pattern ? ilike(pages.url, pattern) : undefined,
  );
  const lastSeen = on
    .select({
      status: checkPages.status,
      error: checkPages.error,
      checkId: checkPages.checkId,
      at: checkPages.createdAt,
    })
    .from(checkPages)
    .where(eq(checkPages.pageId, pages.id))
    .orderBy(desc(checkPages.id))
    .limit(1)
    .as("last_seen");
  const [rows, [counted]] = await Promise.all([
    on
      .select({
        page: pages,
        title: snapshots.title,
        size: snapshots.size,
        lastStatus: lastSeen.status,
        lastError: lastSeen.error,
        lastCheckId: lastSeen.checkId,
        lastCheckedAt: lastSeen.at,
      })
      .from(pages)
      .leftJoin(snapshots, eq(snapshots.id, pages.snapshotId))
      .leftJoinLateral(lastSeen, sql`true`)
      .where(listed)
      .orderBy(sql`${pages.lastChangedAt} desc nulls last`, asc(pages.id))
      .limit(limit)
      .offset(offset),
    on.select({ total: count() }).from(pages).where(listed),
  ]);
  return {
    total: counted?.total ?? 0,
    pages: rows.map(({ page, title, size, lastCheckedAt, ...last }) => ({
      id: page.id,
      targetId: page.targetId,
      url: page.url,
      title,
      size,
      firstSeenAt: page.firstSeenAt?.toISOString() ?? null,
      lastChangedAt: page.lastChangedAt?.toISOString() ?? null,
      ...last,
      lastCheckedAt: lastCheckedAt?.toISOString() ?? null,
    })),
  };
}
