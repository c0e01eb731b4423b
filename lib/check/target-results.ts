import { sql } from "drizzle-orm";
import { MAX_EXPECTED_JOBS, type TargetResult } from "#lib/check/model.ts";
import type { Queryable } from "#lib/db/client.ts";
import { type checks, monitors } from "#lib/db/schema.ts";
import type { PageStatus } from "#lib/page/model.ts";
import { kindOf } from "#lib/target/kinds.ts";
import type { Target } from "#lib/target/model.ts";

type Counted = Pick<typeof checks.$inferSelect, "id" | "monitorId" | "targets" | "targetCounts">;
type Named = Pick<Target, "id" | "type">;

/** What a check found and cost so far, per target. */
export async function countByTarget(tx: Queryable, check: Counted, known?: Named[]): Promise<TargetResult[]> {
  const [results] = await resultsByTarget(tx, [{ check, targets: known }]);
  return results ?? [];
}

/**
 * What each of these checks found and cost so far, per target. expectedJobs names at most 100 pages of a target.
 * @param wanted `targets`: those of the check, or of its monitor, and `pages`: all it has, where the caller has them
 */
export async function resultsByTarget(
  tx: Queryable,
  wanted: {
    check: Counted;
    targets?: Named[] | undefined;
    pages?: { id: string; targetId: string }[] | undefined;
  }[],
): Promise<TargetResult[][]> {
  const results = await Promise.all(
    wanted.map(async ({ check, targets, pages }) =>
      (check.targets ?? targets ?? (await targetsOf(tx, check.monitorId))).map((target) => ({
        checkId: check.id,
        pages,
        ...toResult(target, check.targetCounts),
      })),
    ),
  );
  const unknown = results.flat().filter((result) => !result.pages && result.summary.totalPages > 0);
  const found = await firstPageIds(
    tx,
    unknown.filter((result) => kindOf(result).namesPages),
  );
  return results.map((ofCheck) =>
    ofCheck.map(({ checkId, pages, ...result }) => {
      if (result.type === "crawl") return { ...result, crawlId: checkId };
      if (!kindOf(result).namesPages) return result;
      const known = pages?.filter(({ targetId }) => targetId === result.targetId).map(({ id }) => id);
      const expectedJobs = known ?? found.get(`${checkId} ${result.targetId}`) ?? [];
      return { ...result, expectedJobs: expectedJobs.slice(0, MAX_EXPECTED_JOBS) };
    }),
  );
}

/** Without their URLs, of which there may be thousands: the text is gone through once, and they stay there. */
export function targetsOf(tx: Queryable, monitorId: string): Promise<Named[]> {
  return tx.execute<Named>(sql`
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

/** The first page ids of targets, by `<check id> <target id>`; an index on (check, id) is walked until there are enough. */
async function firstPageIds(
  tx: Queryable,
  targets: { checkId: string; targetId: string }[],
): Promise<Map<string, string[]>> {
  if (targets.length === 0) return new Map();
  const wanted = targets.map(({ checkId, targetId }) => ({ check_id: checkId, target_id: targetId }));
  const rows = await tx.execute<{ key: string; ids: string[] }>(sql`
    select w.check_id || ' ' || w.target_id as key, array(
      select p.id from check_pages p where p.check_id = w.check_id and p.target_id = w.target_id
      order by p.id limit ${MAX_EXPECTED_JOBS}) as ids
    from json_to_recordset(${JSON.stringify(wanted)}::json) as w(check_id uuid, target_id uuid)`);
  return new Map(rows.map(({ key, ids }) => [key, ids]));
}
