import { and, asc, eq, sql } from "drizzle-orm";
import { MAX_EXPECTED_JOBS, type TargetResult } from "#lib/check/model.ts";
import type { Queryable } from "#lib/db/client.ts";
import { checkPages, type checks, monitors } from "#lib/db/schema.ts";
import type { PageStatus } from "#lib/page/model.ts";
import type { Target } from "#lib/target/model.ts";

type Counted = Pick<typeof checks.$inferSelect, "id" | "monitorId" | "targets" | "targetCounts">;

/**
 * What a check found and cost so far, per target. expectedJobs names at most 100 pages of a target.
 * @param known the monitor's targets, where the caller has them
 */
export async function countByTarget(on: Queryable, check: Counted, known?: Named[]): Promise<TargetResult[]> {
  const results: TargetResult[] = [];
  for (const target of check.targets ?? known ?? (await targetsOf(on, check.monitorId))) {
    const result = toResult(target, check.targetCounts);
    const ids = result.summary.totalPages > 0 ? await firstPageIds(on, check.id, target.id) : [];
    results.push(target.type === "scrape" ? { ...result, expectedJobs: ids } : result);
  }
  return results;
}

type Named = Pick<Target, "id" | "type">;

/** Without their URLs, of which there may be thousands: the text is gone through once, and they stay there. */
export function targetsOf(on: Queryable, monitorId: string): Promise<Named[]> {
  return on.execute<Named>(sql`
    select t.id, t.type
    from ${monitors} m,
      rows from (json_to_recordset(m.targets) as (id text, type text)) with ordinality as t(id, type, position)
    where m.id = ${monitorId} order by t.position`);
}

function toResult({ id, type }: Named, counts: Record<string, number>): TargetResult {
  const of = (kind: PageStatus | "base" | "formats" | "judge") => counts[`${id}.${kind}`] ?? 0;
  const [same, changed, fresh, removed, error] = [
    of("same"),
    of("changed"),
    of("new"),
    of("removed"),
    of("error"),
  ];
  const [base, formats, judge] = [of("base"), of("formats"), of("judge")];
  return {
    targetId: id,
    type,
    summary: {
      totalPages: same + changed + fresh + removed + error,
      same,
      changed,
      new: fresh,
      removed,
      error,
    },
    credits: { base, formats, judge, search: 0, total: base + formats + judge },
  };
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
