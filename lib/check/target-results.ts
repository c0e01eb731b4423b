import { and, asc, eq, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { MAX_EXPECTED_JOBS, type TargetResult } from "#lib/check/model.ts";
import type { Queryable } from "#lib/db/client.ts";
import { checkPages, type checks, monitors } from "#lib/db/schema.ts";
import type { PageStatus } from "#lib/page/model.ts";
import type { Target } from "#lib/target/model.ts";

type Counted = Pick<typeof checks.$inferSelect, "id" | "monitorId" | "targets">;
type StatusCounts = Awaited<ReturnType<typeof countPages>>[number];

/**
 * What a check found and cost, per target; counted from the page rows, which are the truth.
 * expectedJobs names at most 100 pages of a target.
 */
export async function countByTarget(on: Queryable, check: Counted): Promise<TargetResult[]> {
  const [monitor] = await on
    .select({ targets: monitors.targets })
    .from(monitors)
    .where(eq(monitors.id, check.monitorId));
  const counted = await countPages(on, check.id);
  const results: TargetResult[] = [];
  for (const target of check.targets ?? monitor?.targets ?? []) {
    const counts = counted.filter((row) => row.targetId === target.id);
    const ids = counts.length > 0 ? await firstPageIds(on, check.id, target.id) : [];
    results.push(toResult(target, counts, ids));
  }
  return results;
}

function toResult(target: Target, counts: StatusCounts[], ids: string[]): TargetResult {
  const pagesOf = (status: PageStatus) => counts.find((row) => row.status === status)?.pages ?? 0;
  const total = (of: "pages" | "base" | "formats" | "judge") => counts.reduce((sum, row) => sum + row[of], 0);
  const [base, formats, judge] = [total("base"), total("formats"), total("judge")];
  return {
    targetId: target.id,
    type: target.type,
    ...(target.type === "scrape" && { expectedJobs: ids }),
    summary: {
      totalPages: total("pages"),
      same: pagesOf("same"),
      changed: pagesOf("changed"),
      new: pagesOf("new"),
      removed: pagesOf("removed"),
      error: pagesOf("error"),
    },
    credits: { base, formats, judge, search: 0, total: base + formats + judge },
  };
}

// One count and three sums a row: a running check of many pages is asked for again and again.
function countPages(on: Queryable, checkId: string) {
  const total = (credits: AnyPgColumn) => sql<number>`sum(${credits})::int`;
  return on
    .select({
      targetId: checkPages.targetId,
      status: checkPages.status,
      pages: sql<number>`count(*)::int`,
      base: total(checkPages.creditsBase),
      formats: total(checkPages.creditsFormats),
      judge: total(checkPages.creditsJudge),
    })
    .from(checkPages)
    .where(eq(checkPages.checkId, checkId))
    .groupBy(checkPages.targetId, checkPages.status);
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
