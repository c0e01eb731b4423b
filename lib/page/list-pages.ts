import { and, asc, count, desc, eq, ilike, sql } from "drizzle-orm";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { containing } from "#lib/db/containing.ts";
import { checkPages, pageSurfaces, pages, snapshots } from "#lib/db/schema.ts";
import { notFound } from "#lib/errors.ts";
import type { TrackedPageAnswer } from "#lib/page/model.ts";

type PageList = { limit: number; offset: number; search?: string | undefined };

/** The URLs a monitor has seen, the latest change first, and how many there are in all. */
export async function listTrackedPages(
  ctx: Ctx,
  monitorId: string,
  { limit, offset, search }: PageList,
): Promise<{ pages: TrackedPageAnswer[]; total: number }> {
  authorize(ctx, "listTrackedPages");
  const pattern = search && containing(search.trim());
  const listed = and(
    eq(pages.monitorId, monitorId),
    eq(pages.teamId, ctx.teamId),
    pattern ? ilike(pages.url, pattern) : undefined,
  );
  // The rows of one page of the list are chosen first: what is skipped is not asked when it was seen last.
  const chosen = db()
    .select({ id: pages.id })
    .from(pages)
    .where(listed)
    .orderBy(...latestChangeFirst)
    .limit(limit)
    .offset(offset)
    .as("chosen");
  const [answers, [counted]] = await Promise.all([
    readAnswers(chosen),
    db().select({ total: count() }).from(pages).where(listed),
  ]);
  return { total: counted?.total ?? 0, pages: answers };
}

/** One URL a monitor has seen. @throws NOT_FOUND */
export async function getTrackedPage(
  ctx: Ctx,
  monitorId: string,
  pageId: string,
): Promise<TrackedPageAnswer> {
  authorize(ctx, "getTrackedPage");
  const named = db()
    .select({ id: pages.id })
    .from(pages)
    .where(and(eq(pages.id, pageId), eq(pages.monitorId, monitorId), eq(pages.teamId, ctx.teamId)))
    .as("chosen");
  const [page] = await readAnswers(named);
  if (!page) throw notFound("Page");
  return page;
}

const latestChangeFirst = [sql`${pages.lastChangedAt} desc nulls last`, asc(pages.id)];

type Chosen = ReturnType<typeof chosenShape>;
const chosenShape = () => db().select({ id: pages.id }).from(pages).as("chosen");

/** What is known of these pages, and what the last check found there. */
async function readAnswers(chosen: Chosen): Promise<TrackedPageAnswer[]> {
  const lastSeen = db()
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
  const rows = await db()
    .select({
      page: pages,
      title: pages.title,
      size: snapshots.size,
      lastStatus: lastSeen.status,
      lastError: lastSeen.error,
      lastCheckId: lastSeen.checkId,
      lastCheckedAt: lastSeen.at,
    })
    .from(chosen)
    .innerJoin(pages, eq(pages.id, chosen.id))
    .leftJoin(pageSurfaces, and(eq(pageSurfaces.pageId, pages.id), eq(pageSurfaces.surface, "text")))
    .leftJoin(snapshots, eq(snapshots.id, pageSurfaces.snapshotId))
    .leftJoinLateral(lastSeen, sql`true`)
    .orderBy(...latestChangeFirst);
  return rows.map(({ page, title, size, lastCheckedAt, ...last }) => ({
    id: page.id,
    targetId: page.targetId,
    url: page.url,
    title,
    size,
    firstSeenAt: page.firstSeenAt?.toISOString() ?? null,
    lastChangedAt: page.lastChangedAt?.toISOString() ?? null,
    failingSince: page.failingSince?.toISOString() ?? null,
    ...last,
    lastCheckedAt: lastCheckedAt?.toISOString() ?? null,
  }));
}
