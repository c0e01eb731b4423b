import { eq } from "drizzle-orm";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { snapshots } from "#lib/db/schema.ts";
import { notFound } from "#lib/errors.ts";
import type { PageVersionAnswer, PageVersionTextAnswer } from "#lib/page/model.ts";
import { type Retention, retentionOf } from "#lib/page/pins/retention.ts";
import { type QuietStretch, quietStretches } from "#lib/page/quiet-stretches.ts";
import { type PageRow, requirePage } from "#lib/page/require-page.ts";
import { unpackText } from "#lib/page/snapshot.ts";
import { newerVersionId, type VersionRow, versionRows, versionSeenBy } from "#lib/page/version-rows.ts";

const DAY_MS = 86_400_000;

/**
 * The kept versions of a page, newest first, and whether there are older ones.
 * @param cursor the id of the version that the list goes on after
 * @throws NOT_FOUND
 */
export async function listPageVersions(
  ctx: Ctx,
  monitorId: string,
  pageId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ versions: PageVersionAnswer[]; more: boolean }> {
  authorize(ctx, "listPageVersions");
  const page = await requirePage(ctx, monitorId, pageId);
  const rows = await versionRows(page, { limit: limit + 1, before: cursor });
  const shown = rows.slice(0, limit);
  const newer = cursor ?? null;
  const spans = shown.map(({ id }, at) => ({ id, until: at === 0 ? newer : (shown[at - 1]?.id ?? null) }));
  const [stretches, retention] = await Promise.all([
    quietStretches(page, spans),
    retentionOf(
      page,
      shown.map(({ id }) => id),
    ),
  ]);
  return {
    versions: shown.map((row) => toVersionAnswer(page, row, stretches.get(row.id), retention)),
    more: rows.length > limit,
  };
}

/**
 * One version with its text.
 * @param versionId of the fetch that brought it, or of one that found it again
 * @throws NOT_FOUND also for a version that is no longer kept
 */
export async function getPageVersion(
  ctx: Ctx,
  monitorId: string,
  pageId: string,
  versionId: string,
): Promise<PageVersionTextAnswer> {
  authorize(ctx, "getPageVersion");
  const page = await requirePage(ctx, monitorId, pageId);
  const row = await versionSeenBy(page, versionId);
  if (!row) throw notFound("Version");
  const [[content], newerId, [older]] = await Promise.all([
    db().select({ packed: snapshots.content }).from(snapshots).where(eq(snapshots.id, row.snapshotId)),
    newerVersionId(page, row.id),
    versionRows(page, { limit: 1, before: row.id }),
  ]);
  if (!content) throw notFound("Version");
  return {
    id: row.id,
    url: page.url,
    title: row.title ?? page.title,
    contentType: page.contentType,
    kind: row.kind,
    firstSeenAt: row.seenAt.toISOString(),
    size: row.size,
    text: await unpackText(content.packed),
    olderId: older?.id ?? null,
    newerId,
  };
}

function toVersionAnswer(
  page: PageRow,
  row: VersionRow,
  quiet: QuietStretch | undefined,
  { days, pins }: Retention,
): PageVersionAnswer {
  const failure = quiet?.failure;
  const lastSeenAt = quiet?.lastSeenAt ?? row.seenAt;
  const isBaseline = row.id === page.scrapeId;
  const kept = pins.get(row.id) ?? null;
  return {
    id: row.id,
    checkId: row.checkId,
    status: row.status,
    firstSeenAt: row.seenAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    isBaseline,
    kind: row.kind,
    size: row.size,
    title: row.title,
    excerpt: row.excerpt && { lead: row.excerpt.lead, before: row.excerpt.before, after: row.excerpt.after },
    linesAdded: row.linesAdded,
    linesRemoved: row.linesRemoved,
    sameChecks: quiet?.same ?? 0,
    failedChecks: quiet?.failed ?? 0,
    failure: failure ? { ...failure, from: failure.from.toISOString(), to: failure.to.toISOString() } : null,
    // The last check that saw it is what a version is known by, and its content is kept no shorter.
    keptUntil: isBaseline || kept ? null : new Date(lastSeenAt.getTime() + days * DAY_MS).toISOString(),
    kept,
  };
}
