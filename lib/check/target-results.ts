import { and, asc, eq, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { MAX_EXPECTED_JOBS, type TargetResult } from "#lib/check/model.ts";
import type { Queryable } from "#lib/db/client.ts";
import { checkPages, type checks, monitors } from "#lib/db/schema.ts";
import type { Target } from "#lib/target/model.ts";

type Counted = Pick<typeof checks.$inferSelect, "id" | "monitorId">;
type PageCounts = Awaited<ReturnType<typeof countPages>>[number];

const NO_PAGES: Omit<PageCounts, "targetId"> = {
  totalPages: 0,
  same: 0,
  changed: 0,
  new: 0,
  removed: 0,
  error: 0,
  base: 0,
  formats: 0,
  judge: 0,
};

/**
 * What a check found and cost, per target of its monitor; counted from the page rows, which are the truth.
 * expectedJobs names at most 100 pages of a target.
 */
export async function countByTarget(on: Queryable, check: Counted): Promise<TargetResult[]> {
  const [monitor] = await on
    .select({ targets: monitors.targets })
    .from(monitors)
    .where(eq(monitors.id, check.monitorId));
  const counted = new Map((await countPages(on, check.id)).map((row) => [row.targetId, row]));
  const results: TargetResult[] = [];
  for (const target of monitor?.targets ?? []) {
    const counts = counted.get(target.id);
    const ids = counts ? await firstPageIds(on, check.id, target.id) : [];
    results.push(toResult(target, counts ?? NO_PAGES, ids));
  }
  return results;
}

function toResult(target: Target, counts: Omit<PageCounts, "targetId">, ids: string[]): TargetResult {
  const { base, formats, judge, totalPages, same, changed, new: added, removed, error } = counts;
  return {
    targetId: target.id,
    type: target.type,
    ...(target.type === "scrape" && { expectedJobs: ids }),
    summary: { totalPages, same, changed, new: added, removed, error },
    credits: { base, formats, judge, search: 0, total: base + formats + judge },
  };
}

function countPages(on: Queryable, checkId: string) {
  const counted = (status: string) =>
    sql<number>`(count(*) filter (where ${checkPages.status} = ${status}))::int`;
  const total = (credits: AnyPgColumn) => sql<number>`sum(${credits})::int`;
  return on
    .select({
      targetId: checkPages.targetId,
      totalPages: sql<number>`count(*)::int`,
      same: counted("same"),
      changed: counted("changed"),
      new: counted("new"),
      removed: counted("removed"),
      error: counted("error"),
      base: total(checkPages.creditsBase),
      formats: total(checkPages.creditsFormats),
      judge: total(checkPages.creditsJudge),
    })
    .from(checkPages)
    .where(eq(checkPages.checkId, checkId))
    .groupBy(checkPages.targetId);
}

/** The first page ids of a target; the index on (check, id) is walked until there are enough. */
async function firstPageIds(on: Queryable, checkId: string, targetId: string): Promise<string[]> {
  const rows = await on
    .select({ id: checkPages.id })
    .from(checkPages)
    .where(and(eq(checkPages.checkId, checkId), eq(checkPages.targetId, targetId)))
    .orderBy(asc(checkPages.id))
    .limit(MAX_EXPECTED_JOBS);
  return rows.map((row) => row.id);
}
