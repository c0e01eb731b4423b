import { and, desc, eq, lt } from "drizzle-orm";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { pages, snapshots, versionPins } from "#lib/db/schema.ts";
import type { KeptVersionAnswer } from "#lib/page/model.ts";
import { countKept } from "#lib/page/pins/keep-version.ts";
import { keptOf } from "#lib/page/pins/retention.ts";

/** The versions of a monitor that are kept for good, the one kept last first, and how many there are. */
export async function listKeptVersions(
  ctx: Ctx,
  monitorId: string,
  { limit, cursor, pageId }: { limit: number; cursor?: string | undefined; pageId?: string | undefined },
): Promise<{ total: number; versions: KeptVersionAnswer[]; cursor: string | null }> {
  authorize(ctx, "listKeptVersions");
  const rows = await db()
    .select({ pin: versionPins, url: pages.url, size: snapshots.size })
    .from(versionPins)
    .innerJoin(pages, eq(pages.id, versionPins.pageId))
    .innerJoin(snapshots, eq(snapshots.id, versionPins.snapshotId))
    .where(
      and(
        eq(versionPins.teamId, ctx.teamId),
        eq(versionPins.monitorId, monitorId),
        pageId ? eq(versionPins.pageId, pageId) : undefined,
        cursor ? lt(versionPins.id, cursor) : undefined,
      ),
    )
    .orderBy(desc(versionPins.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  return {
    total: await countKept(monitorId, pageId),
    versions: shown.map(({ pin, url, size }) => ({
      pageId: pin.pageId,
      url,
      versionId: pin.versionId,
      title: pin.title,
      firstSeenAt: pin.seenAt.toISOString(),
      size,
      kept: keptOf(pin),
    })),
    cursor: rows.length > limit ? (shown.at(-1)?.pin.id ?? null) : null,
  };
}
