import { and, desc, eq, gt, isNotNull, lt, type SQL, sql } from "drizzle-orm";
import { db } from "#lib/db/client.ts";
import { changes, checkPages, pageSurfaces, snapshots, versionPins } from "#lib/db/schema.ts";
import type { PageRow } from "#lib/page/require-page.ts";

/** Spelled as the index check_pages_versions_idx spells it, or that one would not be used. */
const bringsVersion = sql`(${checkPages.status} in ('new', 'changed') or ${checkPages.metadata} ? 'newBaseline')`;

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
  const [rows, pinned] = await Promise.all([
    readRows(and(ofPage(page), bringsVersion, notPinned, older), desc(checkPages.id), limit),
    pinnedRows(page, before ? lt(versionPins.versionId, before) : undefined, limit),
  ]);
  const oldest = rows.length < limit ? await oldestVersion(page, rows.at(-1)?.id ?? before) : null;
  // Of a page that nobody has looked at for long, all that is kept may be older than what it says now.
  const isNewest = !before && page.scrapeId !== null && page.scrapeId > (pinned[0]?.id ?? "");
  const newest = isNewest && rows.length === 0 ? await baselineOf(page) : null;
  return newestFirst([newest, ...rows, oldest, ...pinned]).slice(0, limit);
}

/** What stands later in the list knows more of a version that is there twice. */
function newestFirst(rows: (VersionRow | null)[]): VersionRow[] {
  const byId = new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : [])));
  return [...byId.values()].sort((one, other) => (one.id < other.id ? 1 : -1));
}

/** Rows that are kept for a pin may be far older than all others, which are in a row without a gap. */
const notPinned = sql`not exists (
  select 1 from ${versionPins} where ${versionPins.checkId} = ${checkPages.checkId} and ${versionPins.versionId} = ${checkPages.id})`;

/** Versions kept for good. Of one that no kept check brought, all that is known stands with the pin. */
async function pinnedRows(page: PageRow, which: SQL | undefined, limit: number): Promise<VersionRow[]> {
  return db()
    .select({
      ...columns,
      id: versionPins.versionId,
      seenAt: versionPins.seenAt,
      title: versionPins.title,
      status: sql<VersionRow["status"]>`${checkPages.status}`,
      previousId: sql<string | null>`${checkPages.previousScrapeId}`,
    })
    .from(versionPins)
    .innerJoin(snapshots, eq(snapshots.id, versionPins.snapshotId))
    .leftJoin(
      checkPages,
      and(eq(checkPages.checkId, versionPins.checkId), eq(checkPages.id, versionPins.versionId)),
    )
    .leftJoin(changes, and(eq(changes.checkId, checkPages.checkId), eq(changes.checkPageId, checkPages.id)))
    .where(and(eq(versionPins.pageId, page.id), which))
    .orderBy(desc(versionPins.versionId))
    .limit(limit);
}

/** Of a version whose check is gone. */
const OF_NO_CHECK = {
  checkId: null,
  status: null,
  previousId: null,
  excerpt: null,
  linesAdded: null,
  linesRemoved: null,
};

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
  if (oldest?.id === fetchId) return oldest;
  const [pinned] = await pinnedRows(page, eq(versionPins.versionId, fetchId), 1);
  return pinned ?? (fetchId === page.scrapeId ? baselineOf(page) : null);
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
    .where(and(ofPage(page), bringsVersion, notPinned))
    .orderBy(checkPages.id)
    .limit(1);
  return row?.id;
}

/** The version that came before all that the kept checks brought: known by a check that found it again, or as baseline. */
async function oldestVersion(page: PageRow, before: string | undefined): Promise<VersionRow | null> {
  const [seen] = await readRows(
    and(
      ofPage(page),
      before ? lt(checkPages.id, before) : undefined,
      isNotNull(checkPages.snapshotId),
      notPinned,
    ),
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
    ...OF_NO_CHECK,
    id,
    seenAt: bornAt(id) ?? seen.seenAt,
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
  return { id, seenAt, title: page.title, ...row, ...OF_NO_CHECK };
}

/** A fetch's id is a UUIDv7, which tells its moment. */
function bornAt(id: string): Date | null {
  return id[14] === "7" ? new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)) : null;
}

/** The id of the version that followed one; null for the newest. */
export async function newerVersionId(page: PageRow, id: string): Promise<string | null> {
  const [[row], [pin]] = await Promise.all([
    db()
      .select({ id: checkPages.id })
      .from(checkPages)
      .where(and(ofPage(page), bringsVersion, gt(checkPages.id, id)))
      .orderBy(checkPages.id)
      .limit(1),
    db()
      .select({ id: versionPins.versionId })
      .from(versionPins)
      .where(and(eq(versionPins.pageId, page.id), gt(versionPins.versionId, id)))
      .orderBy(versionPins.versionId)
      .limit(1),
  ]);
  const [newer] = [row?.id, pin?.id].filter((one) => one !== undefined).sort();
  return newer ?? (page.scrapeId && page.scrapeId > id ? page.scrapeId : null);
}
