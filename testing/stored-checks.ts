import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describeDifference, describeTurn, recordChanges } from "../lib/change/index.ts";
import type { CheckStatus } from "../lib/check/model.ts";
import type { Ctx } from "../lib/ctx.ts";
import { db } from "../lib/db/client.ts";
import { checkPages, checks, pageSurfaces, pages, snapshots } from "../lib/db/schema.ts";
import type { MonitorAnswer } from "../lib/monitor/model.ts";
import { diffText, packText } from "../lib/page/index.ts";
import type { PageStatus } from "../lib/page/model.ts";

export type StoredPage = {
  status: PageStatus;
  before?: string;
  after?: string;
  error?: string;
  /** Which of the monitor's targets it is of; the first unless said. */
  target?: number;
};

/** Writes a check that has ended, with its pages in the order given, as a worker would have left it. */
export async function storeCheck(
  ctx: Ctx,
  monitor: MonitorAnswer,
  { status = "completed", found = [] }: { status?: CheckStatus; found?: StoredPage[] } = {},
): Promise<{ checkId: string; pageIds: string[]; trackedIds: string[] }> {
  const checkId = uuidv7();
  const targetOf = ({ target = 0 }: StoredPage) => monitor.targets[target]?.id ?? monitor.id;
  const counted = (wanted: PageStatus) => found.filter((page) => page.status === wanted).length;
  await db()
    .insert(checks)
    .values({
      id: checkId,
      teamId: ctx.teamId,
      monitorId: monitor.id,
      status,
      trigger: "manual",
      startedAt: new Date(),
      finishedAt: new Date(),
      estimatedCredits: found.length,
      reservedCredits: found.length,
      pageCredits: found.length,
      actualCredits: found.length,
      billingStatus: "confirmed",
      expectedPages: found.length,
      samePages: counted("same"),
      changedPages: counted("changed"),
      newPages: counted("new"),
      removedPages: counted("removed"),
      errorPages: counted("error"),
      targetCounts: countsOf(
        found.flatMap((page) => [`${targetOf(page)}.${page.status}`, `${targetOf(page)}.base`]),
      ),
      error: status === "failed" ? "Cancelled by a test" : null,
    });
  const tracked = found.map((page, index) => trackedPage(ctx, monitor.id, targetOf(page), index));
  const differences = found.map(differenceOf);
  const rows = await Promise.all(
    found.map(async (page, index) => ({
      ...(await pageRow(ctx, checkId, tracked[index]!.id, page, differences[index] ?? null)),
      targetId: targetOf(page),
    })),
  );
  if (rows.length > 0) {
    await db().insert(pages).values(tracked);
    await db().insert(checkPages).values(rows);
    await db().transaction((tx) =>
      recordChanges(
        tx,
        differences.flatMap((difference, index) => {
          const { id, pageId } = rows[index]!;
          const { status, error = null } = found[index]!;
          const whose = { teamId: ctx.teamId, monitorId: monitor.id, checkId, pageId, checkPageId: id };
          if (status === "error") return [{ ...describeTurn("failed", error), ...whose }];
          if (!difference) return [];
          return [{ ...describeDifference("text", difference), ...whose }];
        }),
      ),
    );
  }
  for (const [index, { after }] of found.entries()) {
    if (after !== undefined) await storeContent(ctx, monitor.id, rows[index]!, after);
  }
  return { checkId, pageIds: rows.map((row) => row.id), trackedIds: tracked.map(({ id }) => id) };
}

/** What a page row saw, kept as the page's baseline. */
async function storeContent(ctx: Ctx, monitorId: string, row: { id: string; pageId: string }, text: string) {
  const [snapshot] = await db()
    .insert(snapshots)
    .values({
      id: uuidv7(),
      teamId: ctx.teamId,
      monitorId,
      hash: createHash("sha256").update(text).digest(),
      kind: "markdown",
      size: Buffer.byteLength(text),
      content: await packText(text),
    })
    .onConflictDoUpdate({ target: [snapshots.monitorId, snapshots.hash], set: { supersededAt: null } })
    .returning({ id: snapshots.id });
  const snapshotId = snapshot!.id;
  await db().update(checkPages).set({ snapshotId }).where(eq(checkPages.id, row.id));
  await db()
    .update(pages)
    .set({ scrapeId: row.id, contentType: "text/html" })
    .where(eq(pages.id, row.pageId));
  await db()
    .insert(pageSurfaces)
    .values({ pageId: row.pageId, surface: "text", snapshotId })
    .onConflictDoUpdate({ target: [pageSurfaces.pageId, pageSurfaces.surface], set: { snapshotId } });
}

function countsOf(keys: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

function trackedPage(ctx: Ctx, monitorId: string, targetId: string, index: number) {
  const url = `https://example.com/${uuidv7()}/${index}`;
  const urlHash = createHash("sha256").update(url).digest();
  return { id: uuidv7(), teamId: ctx.teamId, monitorId, targetId, url, urlHash };
}

const differenceOf = ({ status, before = "old\n", after = "new\n" }: StoredPage) =>
  status === "changed" ? diffText(before, after) : null;

async function pageRow(
  ctx: Ctx,
  checkId: string,
  pageId: string,
  page: StoredPage,
  diff: ReturnType<typeof differenceOf>,
) {
  const id = uuidv7();
  return {
    id,
    checkId,
    teamId: ctx.teamId,
    pageId,
    status: page.status,
    statusCode: page.status === "error" ? 503 : 200,
    creditsBase: 1,
    durationMs: 12,
    size: 300,
    previousScrapeId: page.status === "new" ? null : uuidv7(),
    error: page.status === "error" ? (page.error ?? "The server answered 503.") : null,
    diff: diff && (await packText(diff.text)),
    diffSize: diff?.text.length,
  };
}
