import { and, count, eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { actorName, authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { versionPins } from "#lib/db/schema.ts";
import { conflict, notFound } from "#lib/errors.ts";
import { announce } from "#lib/live/announce.ts";
import { topicsOf } from "#lib/live/model.ts";
import { recordPin } from "#lib/page/pins/audited.ts";
import { requirePage } from "#lib/page/require-page.ts";
import { versionSeenBy } from "#lib/page/version-rows.ts";

/** So many versions of one monitor may be kept for good: each is a content that no purge takes. */
export const MOST_KEPT = 1000;

const FOREIGN_KEY = "23503";

/**
 * Keeps a version for good, whatever retention says. To keep one twice changes its note and nothing else.
 * @param versionId of the fetch that brought it, or of one that found it again
 * @throws NOT_FOUND · CONFLICT when so many are kept already
 */
export async function keepVersion(
  ctx: Ctx,
  monitorId: string,
  pageId: string,
  versionId: string,
  note: string | undefined,
): Promise<void> {
  authorize(ctx, "keepVersion");
  const page = await requirePage(ctx, monitorId, pageId);
  const row = await versionSeenBy(page, versionId);
  if (!row) throw notFound("Version");
  const pin = {
    id: uuidv7(),
    teamId: ctx.teamId,
    monitorId,
    pageId,
    versionId: row.id,
    checkId: row.checkId,
    snapshotId: row.snapshotId,
    seenAt: row.seenAt,
    // The title that stands with the page is that of what it says now.
    title: row.title ?? (row.id === page.scrapeId ? page.title : null),
    keptBy: actorName(ctx.actor),
    note: note || null,
  };
  await db()
    .transaction(async (tx) => {
      // One after the other, so that two who keep the last free one do not both find it free.
      await tx.execute(
        sql`select pg_advisory_xact_lock(hashtextextended('version_pins' || ${monitorId}::text, 0))`,
      );
      const of = and(eq(versionPins.pageId, pageId), eq(versionPins.versionId, row.id));
      const [kept] = await tx.select().from(versionPins).where(of);
      if (kept?.note === pin.note) return;
      if (!kept && (await tx.$count(versionPins, eq(versionPins.monitorId, monitorId))) >= MOST_KEPT) {
        throw conflict(
          `${MOST_KEPT.toLocaleString("en")} versions of this monitor are kept for good, and that is the most. Let one go first.`,
        );
      }
      await tx
        .insert(versionPins)
        .values(pin)
        .onConflictDoUpdate({
          target: [versionPins.pageId, versionPins.versionId],
          set: { note: pin.note },
        });
      await recordPin(tx, ctx, page, { action: kept ? "version.noted" : "version.kept", pin, before: kept });
      await announce(tx, { teamId: ctx.teamId, topics: topicsOf(monitorId) });
    })
    .catch((error) => {
      // The nightly clean-up took it in between.
      if (codeOf(error) === FOREIGN_KEY) throw notFound("Version");
      throw error;
    });
}

/** Lets a version go as all others do; for one that is not kept for good there is nothing to do. @throws NOT_FOUND */
export async function releaseVersion(
  ctx: Ctx,
  monitorId: string,
  pageId: string,
  versionId: string,
): Promise<void> {
  authorize(ctx, "releaseVersion");
  const page = await requirePage(ctx, monitorId, pageId);
  const row = await versionSeenBy(page, versionId);
  if (!row) throw notFound("Version");
  await db().transaction(async (tx) => {
    const [gone] = await tx
      .delete(versionPins)
      .where(and(eq(versionPins.pageId, pageId), eq(versionPins.versionId, row.id)))
      .returning();
    if (!gone) return;
    await recordPin(tx, ctx, page, { action: "version.released", before: gone });
    await announce(tx, { teamId: ctx.teamId, topics: topicsOf(monitorId) });
  });
}

/** How many versions of a page are kept for good, or of a whole monitor. */
export async function countKept(monitorId: string, pageId?: string): Promise<number> {
  const [row] = await db()
    .select({ kept: count() })
    .from(versionPins)
    .where(and(eq(versionPins.monitorId, monitorId), pageId ? eq(versionPins.pageId, pageId) : undefined));
  return row?.kept ?? 0;
}

function codeOf(error: unknown): string | undefined {
  const { code, cause } = error as { code?: string; cause?: unknown };
  return code ?? (cause === undefined ? undefined : codeOf(cause));
}
