import { and, eq, inArray, sql } from "drizzle-orm";
import type { CheckStatus, TargetResult } from "#lib/check/model.ts";
import { resultsByTarget } from "#lib/check/target-results.ts";
import { settleCredits } from "#lib/credit/index.ts";
import type { Tx } from "#lib/db/client.ts";
import { checkPages, checks, monitors } from "#lib/db/schema.ts";
import { planDeliveries } from "#lib/delivery/index.ts";
import { announce } from "#lib/live/announce.ts";
import { topicsOf } from "#lib/live/model.ts";
import type { CheckSummary } from "#lib/monitor/model.ts";
import type { TargetEnding } from "#lib/target/index.ts";
import type { Target } from "#lib/target/model.ts";

type CheckRow = typeof checks.$inferSelect;

/** What is told of targets beside their pages, by their ids. */
export type TargetEndings = Record<string, TargetEnding>;

/** How a check ends. `charge`: what its pages cost is charged, or nothing (the check could not be carried out). */
export type Ending =
  | { status: "finished"; targets?: TargetEndings }
  | { status: "failed"; error: string; charge: "pages" | "nothing" };

/** A check to be closed, as it stands now, its row locked; and its targets and pages, where the caller has them. */
export type ClosingCheck = {
  check: CheckRow;
  ending: Ending;
  targets?: Target[];
  /** All its pages, in the order recorded. */
  pages?: { id: string; targetId: string }[] | undefined;
};

/** Of a check that has not ended. In literals, so that a plan for any parameters may use the index of those. */
export const underWay = sql`${checks.status} in ('queued', 'running')`;

/**
 * Ends a check that is still under way, in the caller's transaction: final status, summary, settled credits, and the
 * monitor free for the next one. Of several who try, one does it.
 * @returns whether this call ended it
 */
export async function finishCheck(tx: Tx, checkId: string, ending: Ending): Promise<boolean> {
  await lockMonitorsOf(tx, [checkId]);
  const [check] = await tx
    .select()
    .from(checks)
    .where(and(eq(checks.id, checkId), underWay))
    .for("update");
  if (!check) return false;
  await closeChecks(tx, [{ check, ending }]);
  return true;
}

/** Locks are taken in the order monitor, check, balance, and each kind by id: so nobody waits crosswise. */
export async function lockMonitorsOf(tx: Tx, checkIds: string[]): Promise<void> {
  const theirs = tx.select({ id: checks.monitorId }).from(checks).where(inArray(checks.id, checkIds));
  await tx
    .select({ id: monitors.id })
    .from(monitors)
    .where(inArray(monitors.id, theirs))
    .orderBy(monitors.id)
    .for("no key update");
}

/** Ends checks whose monitors and rows the caller has locked, all in the same few statements. */
export async function closeChecks(tx: Tx, closing: ClosingCheck[]): Promise<void> {
  if (closing.length === 0) return;
  const results = await resultsByTarget(tx, closing);
  const closed = closing.map(({ check, ending }, index) => closedCheck(check, ending, results[index] ?? []));
  const forgiven = closed.filter(({ charged }) => !charged).map(({ check }) => check.id);
  // Sent together, since nothing depends on what the others answer, and done in this order.
  await Promise.all([
    ...(forgiven.length > 0 ? [forgivePages(tx, forgiven)] : []),
    writeEnds(tx, closed),
    rememberRuns(tx, closed),
    planDeliveries(tx, endsOf(closed.map(({ check }) => check.id))),
    settleCredits(
      tx,
      closed.map(({ check, actual }) => ({
        ...check,
        checkId: check.id,
        amount: check.reservedCredits,
        actual,
      })),
    ),
    announce(
      tx,
      ...closed.map(({ check }) => ({ teamId: check.teamId, topics: topicsOf(check.monitorId, check.id) })),
    ),
  ]);
}

/** What is told of checks that are over. */
export const endsOf = (checkIds: string[]) =>
  checkIds.map((checkId) => ({ checkId, event: "monitor.check.completed" as const }));

type ClosedCheck = {
  check: CheckRow;
  status: CheckStatus;
  error: string | null;
  charged: boolean;
  actual: number;
  results: TargetResult[];
};

function closedCheck(check: CheckRow, ending: Ending, counted: TargetResult[]): ClosedCheck {
  const charged = ending.status === "finished" || ending.charge === "pages";
  return {
    check,
    status: finalStatus(check, ending),
    error: ending.status === "failed" ? ending.error : null,
    charged,
    actual: charged ? Math.min(check.pageCredits, check.reservedCredits) : 0,
    results: withEndings(
      charged ? counted : counted.map((result) => ({ ...result, credits: NO_CREDITS })),
      ending,
    ),
  };
}

function withEndings(results: TargetResult[], ending: Ending): TargetResult[] {
  if (ending.status !== "finished" || !ending.targets) return results;
  return results.map((result) => ({ ...result, ...ending.targets?.[result.targetId] }));
}

const NO_CREDITS = { base: 0, formats: 0, judge: 0, search: 0, total: 0 };

/** completed: no page error; partial: the check finished, but at least one page did not (contract: MonitorCheck). */
function finalStatus(check: CheckRow, ending: Ending): CheckStatus {
  if (ending.status === "failed") return "failed";
  const isWhole = Object.values(ending.targets ?? {}).every(({ error }) => !error);
  return check.errorPages > 0 || !isWhole ? "partial" : "completed";
}

/** Takes the credits of pages back wherever they are told, so that they add up to what was charged: nothing. */
async function forgivePages(tx: Tx, checkIds: string[]): Promise<void> {
  const none = { creditsBase: 0, creditsFormats: 0, creditsJudge: 0 };
  await tx.update(checkPages).set(none).where(inArray(checkPages.checkId, checkIds));
}

async function writeEnds(tx: Tx, closed: ClosedCheck[]): Promise<void> {
  const rows = closed.map(({ check, status, error, charged, actual, results }) => ({
    id: check.id,
    status,
    error,
    actual_credits: actual,
    billing_status: charged ? "confirmed" : "released",
    target_results: results,
  }));
  await tx.execute(sql`
    update checks c set
      status = e.status::check_status, error = e.error, actual_credits = e.actual_credits,
      billing_status = e.billing_status::billing_status, target_results = e.target_results,
      finished_at = now(), updated_at = now()
    from json_to_recordset(${JSON.stringify(rows)}::json) as e(
      id uuid, status text, error text, actual_credits bigint, billing_status text, target_results json)
    where c.id = e.id`);
}

/** What monitors show of their last run. A check that was stopped while it waited has not run. */
async function rememberRuns(tx: Tx, closed: ClosedCheck[]): Promise<void> {
  const rows = closed.flatMap(({ check, status }) => {
    const summary = { ...summaryOf(check), status };
    return check.startedAt
      ? [{ id: check.monitorId, last_run_at: check.startedAt.toISOString(), summary }]
      : [];
  });
  if (rows.length === 0) return;
  await tx.execute(sql`
    update monitors m set last_run_at = r.last_run_at, last_check_summary = r.summary
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, last_run_at timestamptz, summary jsonb)
    where m.id = r.id`);
}

export function summaryOf(check: CheckRow): CheckSummary {
  const { samePages, changedPages, newPages, removedPages, errorPages } = check;
  return {
    totalPages: samePages + changedPages + newPages + removedPages + errorPages,
    same: samePages,
    changed: changedPages,
    new: newPages,
    removed: removedPages,
    error: errorPages,
  };
}

/** Ends whatever check is under way on a monitor that may no longer be checked; pages done are kept and charged. */
export async function endCheckOf(tx: Tx, monitorId: string, error: string): Promise<void> {
  const [check] = await tx
    .select({ id: checks.id })
    .from(checks)
    .where(and(eq(checks.monitorId, monitorId), underWay));
  if (check) await finishCheck(tx, check.id, { status: "failed", error, charge: "pages" });
}
