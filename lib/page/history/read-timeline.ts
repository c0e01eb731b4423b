import { sql } from "drizzle-orm";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { versionPins } from "#lib/db/schema.ts";
import { markOf } from "#lib/page/history/mark.ts";
import type { PageTimelineAnswer } from "#lib/page/model.ts";
import { type PageRow, requirePage } from "#lib/page/require-page.ts";
import { versionRows } from "#lib/page/version-rows.ts";

/** A line on a screen tells no more versions apart. */
const MOST_MARKS = 5000;
const MOST_LOOKS = 20_000;
const MOST_FAILURES = 500;

/** All kept versions of a page in short, the oldest first, and when it could not be read. @throws NOT_FOUND */
export async function readTimeline(ctx: Ctx, monitorId: string, pageId: string): Promise<PageTimelineAnswer> {
  authorize(ctx, "readTimeline");
  const page = await requirePage(ctx, monitorId, pageId);
  const [rows, failures, pins] = await Promise.all([
    versionRows(page, { limit: MOST_MARKS + 1 }),
    failuresOf(page),
    db()
      .select({ id: versionPins.versionId })
      .from(versionPins)
      .where(sql`${versionPins.pageId} = ${pageId}`),
  ]);
  const shown = rows.slice(0, MOST_MARKS).toReversed();
  return {
    versions: shown.map((row) => ({
      ...markOf(row),
      lines: row.linesAdded === null ? null : row.linesAdded + (row.linesRemoved ?? 0),
    })),
    failures,
    keptForGood: pins.map(({ id }) => id),
    complete: rows.length <= MOST_MARKS,
  };
}

type FailureRow = { from: string; to: string; checks: number };

/** Checks in a row that could not read the page, among the latest looks at it. */
async function failuresOf(page: PageRow): Promise<PageTimelineAnswer["failures"]> {
  const rows = await db().execute<FailureRow>(sql`
    select min(created_at) as from, max(created_at) as to, count(*)::int as checks
    from (
      select created_at, status, count(*) filter (where status <> 'error') over (order by id desc) as stretch
      from (
        select id, created_at, status from check_pages where page_id = ${page.id}
        order by id desc limit ${MOST_LOOKS}) looks) l
    where status = 'error' group by stretch order by stretch limit ${MOST_FAILURES}`);
  return rows
    .map(({ from, to, checks }) => ({
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      checks,
    }))
    .toReversed();
}
