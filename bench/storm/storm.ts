import { setTimeout as sleep } from "node:timers/promises";
import type postgres from "postgres";
import { quantile } from "../stats.ts";

export type Storm = {
  checks: number;
  /** From the first start to the last end. */
  perSecond: number;
  /** Without the first and the last tenth to end. */
  perSecondInTheMiddle: number;
  seconds: number;
  /** Checks too many or too few, and pages or charges that are not one a check. */
  wrong: number;
};

/** Longer than the slowest runner that is worth a figure: 20 checks a second. */
const PATIENCE_MS = 600_000;

/**
 * Makes all of these monitors due at once, and waits for the end of the last check.
 * @param expected how each page must be found
 * @throws Error when it takes more than ten minutes, or a check ends otherwise
 */
export async function runStorm(
  sql: postgres.Sql,
  monitorIds: string[],
  expected: "new" | "same",
): Promise<Storm> {
  const [{ now = "" } = {}] = await sql<{ now: string }[]>`
    update monitors set next_run_at = now() where id = any(${monitorIds}::uuid[]) returning now()::text`;
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await hasEnded(sql, now, monitorIds.length))) {
    if (performance.now() > deadline) throw new Error("The storm did not end within ten minutes.");
    await sleep(500);
  }
  return judge(sql, { now, monitorIds, expected });
}

async function hasEnded(sql: postgres.Sql, since: string, count: number): Promise<boolean> {
  // Whether any is live is one look at an index; only when none is are those that have ended counted.
  const live = await sql`
    select from checks where status in ('queued', 'running') and trigger = 'scheduled' limit 1`;
  if (live.length > 0) return false;
  const [ended] = await sql<{ count: number }[]>`
    select count(*)::int as count from checks
    where created_at >= ${since}::timestamptz and trigger = 'scheduled' and finished_at is not null`;
  return (ended?.count ?? 0) >= count;
}

type Of = { now: string; monitorIds: string[]; expected: "new" | "same" };

async function judge(sql: postgres.Sql, { now, monitorIds, expected }: Of): Promise<Storm> {
  const rows = await sql<{ started: number; ended: number; good: boolean; once: boolean }[]>`
    select extract(epoch from c.started_at)::float8 as started, extract(epoch from c.finished_at)::float8 as ended,
      c.status = 'completed' and ${expected === "same" ? sql`c.same_pages` : sql`c.new_pages`} = 1 as good,
      (select count(*) from check_pages p where p.check_id = c.id) = 1
        and (select count(*) from credit_entries e where e.check_id = c.id and e.kind = 'confirm') = 1 as once
    from checks c
    where c.created_at >= ${now}::timestamptz and c.monitor_id = any(${monitorIds}::uuid[])`;
  const bad = rows.filter(({ good }) => !good).length;
  if (bad > 0)
    throw new Error(`${bad} of ${rows.length} checks of a storm did not find their page ${expected}.`);
  const ends = rows.map(({ ended }) => ended);
  const seconds = Math.max(...ends) - Math.min(...rows.map(({ started }) => started));
  const middle = quantile(ends, 0.9) - quantile(ends, 0.1);
  return {
    checks: rows.length,
    perSecond: rows.length / seconds,
    perSecondInTheMiddle: (0.8 * rows.length) / middle,
    seconds,
    wrong: Math.abs(rows.length - monitorIds.length) + rows.filter(({ once }) => !once).length,
  };
}
