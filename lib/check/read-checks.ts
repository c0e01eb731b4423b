import { and, asc, desc, eq, getTableColumns, not, or, type SQL, sql } from "drizzle-orm";
import type { CheckStatus } from "#lib/check/model.ts";
import { countByTarget, targetsOf } from "#lib/check/target-results.ts";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { changes, checkPages, checks, pages } from "#lib/db/schema.ts";
import { webhookStatuses } from "#lib/delivery/index.ts";
import { notFound } from "#lib/errors.ts";
import { requireMonitor } from "#lib/monitor/index.ts";
import type { PageStatus } from "#lib/page/model.ts";

export type CheckRow = typeof checks.$inferSelect;

/** A check with its counts per target, also while it runs. @throws NOT_FOUND */
export async function getCheck(ctx: Ctx, monitorId: string, checkId: string): Promise<CheckRow> {
  authorize(ctx, "getCheck");
  const [[check]] = await Promise.all([
    db()
      .select()
      .from(checks)
      .where(and(eq(checks.id, checkId), eq(checks.monitorId, monitorId), eq(checks.teamId, ctx.teamId))),
    requireMonitor(ctx, monitorId),
  ]);
  if (!check) throw notFound("Check");
  const [told] = await withNotifications([check]);
  return { ...check, ...told, targetResults: check.targetResults ?? (await countByTarget(db(), check)) };
}

/** What became of what a check had to tell is read off the deliveries. */
async function withNotifications(rows: CheckRow[]): Promise<CheckRow[]> {
  const webhooks = await webhookStatuses(rows.map(({ id }) => id));
  if (webhooks.size === 0) return rows;
  return rows.map((row) => {
    const webhook = webhooks.get(row.id);
    return webhook ? { ...row, notificationStatus: { ...row.notificationStatus, webhook } } : row;
  });
}

type CheckList = {
  limit: number;
  offset: number;
  status?: CheckStatus | undefined;
  /** As a reader is shown it: a check of which no page could be read failed. */
  shown?: CheckStatus | undefined;
};

const read = sql`${checks.samePages} + ${checks.changedPages} + ${checks.newPages} + ${checks.removedPages} > 0`;

/** "partial" is said of a check with an unread page, also of one that has no other. */
function shownAs(shown: CheckStatus): SQL | undefined {
  const is = (status: CheckStatus) => eq(checks.status, status);
  if (shown === "partial") return and(is("partial"), read);
  return shown === "failed" ? or(is("failed"), and(is("partial"), not(read))) : is(shown);
}

/** A monitor's checks, newest first. @throws NOT_FOUND when the monitor is */
export async function listChecks(
  ctx: Ctx,
  monitorId: string,
  { limit, offset, status, shown }: CheckList,
): Promise<CheckRow[]> {
  authorize(ctx, "listChecks");
  await requireMonitor(ctx, monitorId);
  // Chosen in an index that has nothing else, so that what is skipped is not read.
  const chosen = db()
    .select({ id: checks.id })
    .from(checks)
    .where(
      and(
        eq(checks.monitorId, monitorId),
        eq(checks.teamId, ctx.teamId),
        status && eq(checks.status, status),
        shown && shownAs(shown),
      ),
    )
    .orderBy(desc(checks.id))
    .limit(limit)
    .offset(offset)
    .as("chosen");
  const rows = await db()
    .select(getTableColumns(checks))
    .from(chosen)
    .innerJoin(checks, eq(checks.id, chosen.id))
    .orderBy(desc(checks.id));
  return withTargetResults(monitorId, await withNotifications(rows));
}

/** Those that have not ended, or never began, are counted now. */
async function withTargetResults(monitorId: string, rows: CheckRow[]): Promise<CheckRow[]> {
  if (rows.every(({ targetResults }) => targetResults)) return rows;
  const targets = await targetsOf(db(), monitorId);
  const counted = (row: CheckRow) => row.targetResults ?? countByTarget(db(), row, targets);
  return Promise.all(rows.map(async (row) => ({ ...row, targetResults: await counted(row) })));
}

export type CheckPageRow = Awaited<ReturnType<typeof listCheckPages>>["pages"][number];

type CheckPageList = {
  limit: number;
  skip: number;
  status?: PageStatus | undefined;
  target?: string | undefined;
  page?: string | undefined;
  /** Without them nothing large is read: a list of many pages stays cheap however much they changed. */
  diffs?: boolean | undefined;
};

/** Characters of diffs in one answer, which holds each twice: as text, and parsed. */
const MOST_DIFF = 16_000_000;

/**
 * The pages of a check in the order they were recorded, and whether there are more behind them. There may be fewer
 * than `limit`, but at least one, where their diffs are very large.
 */
export async function listCheckPages(
  ctx: Ctx,
  checkId: string,
  { limit, skip, diffs = true, ...which }: CheckPageList,
) {
  authorize(ctx, "getCheck");
  // The rows of one page of the list are chosen on the narrow table first, so that a large skip stays cheap.
  const chosen = db()
    .select({ id: checkPages.id })
    .from(checkPages)
    .where(listed(ctx, checkId, which))
    .orderBy(asc(checkPages.id))
    .limit(limit + 1)
    .offset(skip)
    .as("chosen");
  const columns = getTableColumns(checkPages);
  const diffsBefore = sql<number>`coalesce(sum(${checkPages.diffSize})
    over (order by ${checkPages.id} rows between unbounded preceding and 1 preceding), 0)::int`;
  const diff = sql<Buffer | null>`case when ${diffsBefore} < ${MOST_DIFF} then ${checkPages.diff} end`;
  const rows = await db()
    .select({
      page: { ...columns, diff: diffs ? diff : sql<null>`null` },
      diffsBefore: diffs ? diffsBefore : sql<number>`0`,
      targetId: checkPages.targetId,
      url: pages.url,
      title: pages.title,
      contentType: pages.contentType,
      change: {
        excerpt: changes.excerpt,
        linesAdded: changes.linesAdded,
        linesRemoved: changes.linesRemoved,
      },
    })
    .from(chosen)
    .innerJoin(checkPages, and(eq(checkPages.checkId, checkId), eq(checkPages.id, chosen.id)))
    .innerJoin(pages, eq(pages.id, checkPages.pageId))
    .leftJoin(changes, and(eq(changes.checkId, checkId), eq(changes.checkPageId, checkPages.id)))
    .orderBy(asc(checkPages.id));
  const shown = rows.slice(0, limit).filter((row) => row.diffsBefore < MOST_DIFF);
  return { pages: shown, more: rows.length > shown.length };
}

function listed(
  { teamId }: Ctx,
  checkId: string,
  { status, target, page }: Pick<CheckPageList, "status" | "target" | "page">,
): SQL | undefined {
  return and(
    eq(checkPages.checkId, checkId),
    eq(checkPages.teamId, teamId),
    status && eq(checkPages.status, status),
    page ? eq(checkPages.id, page) : undefined,
    target ? eq(checkPages.targetId, target) : undefined,
  );
}
