import { and, desc, eq, gt, isNotNull, lt, type SQL, sql } from "drizzle-orm";
import { db } from "#lib/db/client.ts";
import { changes, checkPages, pageSurfaces, snapshots } from "#lib/db/schema.ts";
import type { PageRow } from "#lib/page/require-page.ts";

/** Spelled as the index check_pages_versions_idx spells it, or that one would not be used. */
export const bringsVersion = sql`(${checkPages.status} in ('new', 'changed') or ${checkPages.metadata} ? 'newBaseline')`;

const columns = {
  id: checkPages.id,
  checkId: sql<string | null>`${checkPages.checkId}`,
  status: sql<"new" | "changed" | "same" | null>`${checkPages.status}`,
  seenAt: checkPages.createdAt,
  previousId: checkPages.previousScrapeId,
  title: sql<string | null>`${checkPages.metadata} ->> 'title'`,
  snapshotId: snapshots.id,
  kind: snapshots.kind,
  size: snapshots.size,
  excerpt: changes.excerpt,
  linesAdded: sql<number | null>`${changes.linesAdded}`,
  linesRemoved: sql<number | null>`${changes.linesRemoved}`,
};

export type VersionRow = Awaited<ReturnType<typeof readRows>>[number];

/**
 * What the kept checks know of the versions of a page, the newest first, from one (exclusive) on. The last of them may
 * be older than every check that is kept: its id then is of a fetch that no row tells of any more.
 */
export async function versionRows(
  page: PageRow,
  { limit, before }: { limit: number; before?: string | undefined },
): Promise<VersionRow[]> {
  const older = before ? lt(checkPages.id, before) : undefined;
  const rows = await readRows(and(ofPage(page), bringsVersion, older), desc(checkPages.id), limit);
  if (rows.length === limit) return rows;
  const oldest = await oldestVersion(page, rows.at(-1)?.id ?? before);
  return oldest ? [...rows, oldest] : rows;
}

/** The version a fetch saw, whether it brought it or found it again; null for one that saw none, or is unknown. */
export async function versionSeenBy(page: PageRow, fetchId: string): Promise<VersionRow | null> {
  const [row] = await readRows(and(ofPage(page), eq(checkPages.id, fetchId)), desc(checkPages.id), 1);
  if (row?.status === "same" && row.previousId) {
    const brought = await versionSeenBy(page, row.previousId);
    if (!brought) return carried(row);
    // Another content than the version before it, and yet no change: it was taken anew, and is a version itself.
    return brought.snapshotId === row.snapshotId ? brought : row;
  }
  if (row) return row;
  const oldest = await oldestVersion(page, await firstVersionId(page));
  return oldest?.id === fetchId ? oldest : null;
}

const ofPage = (page: PageRow) => and(eq(checkPages.pageId, page.id), eq(checkPages.teamId, page.teamId));

function readRows(which: SQL | undefined, order: SQL, limit: number) {
  return db()
    .select(columns)
    .from(checkPages)
    .innerJoin(snapshots, eq(snapshots.id, checkPages.snapshotId))
    .leftJoin(changes, and(eq(changes.checkId, checkPages.checkId), eq(changes.checkPageId, checkPages.id)))
    .where(which)
    .orderBy(order)
    .limit(limit);
}

async function firstVersionId(page: PageRow): Promise<string | undefined> {
  const [row] = await db()
    .select({ id: checkPages.id })
    .from(checkPages)
    .where(and(ofPage(page), bringsVersion))
    .orderBy(checkPages.id)
    .limit(1);
  return row?.id;
}

/** The version that came before all that the kept checks brought: known by a check that found it again, or as baseline. */
async function oldestVersion(page: PageRow, before: string | undefined): Promise<VersionRow | null> {
  const [seen] = await readRows(
    and(ofPage(page), before ? lt(checkPages.id, before) : undefined, isNotNull(checkPages.snapshotId)),
    sql`${checkPages.id}`,
    1,
  );
  if (seen) return carried(seen);
  return before ? null : baselineOf(page);
}

/** A version as a later fetch found it again: of the one that brought it only the id is known, and so its moment. */
function carried(seen: VersionRow): VersionRow {
  const id = seen.previousId ?? seen.id;
  return {
    ...seen,
    id,
    checkId: null,
    status: null,
    seenAt: bornAt(id) ?? seen.seenAt,
    previousId: null,
    excerpt: null,
    linesAdded: null,
    linesRemoved: null,
  };
}

async function baselineOf(page: PageRow): Promise<VersionRow | null> {
  const id = page.scrapeId;
  if (!id) return null;
  const [row] = await db()
    .select({ snapshotId: snapshots.id, kind: snapshots.kind, size: snapshots.size })
    .from(pageSurfaces)
    .innerJoin(snapshots, eq(snapshots.id, pageSurfaces.snapshotId))
    .where(and(eq(pageSurfaces.pageId, page.id), eq(pageSurfaces.surface, "text")));
  if (!row) return null;
  const seenAt = bornAt(id) ?? page.lastChangedAt ?? page.firstSeenAt ?? new Date(0);
  const unknown = {
    checkId: null,
    status: null,
    previousId: null,
    excerpt: null,
    linesAdded: null,
    linesRemoved: null,
  };
  return { id, seenAt, title: page.title, ...row, ...unknown };
}

/** A fetch's id is a UUIDv7, which tells its moment. */
function bornAt(id: string): Date | null {
  return id[14] === "7" ? new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)) : null;
}

/** The id of the version that followed one; null for the newest. */
export async function newerVersionId(page: PageRow, id: string): Promise<string | null> {
  const [row] = await db()
    .select({ id: checkPages.id })
    .from(checkPages)
    .where(and(ofPage(page), bringsVersion, gt(checkPages.id, id)))
    .orderBy(checkPages.id)
    .limit(1);
  return row?.id ?? null;
}
