import { and, eq, sql } from "drizzle-orm";
import type { CheckStatus, TargetResult } from "#lib/check/model.ts";
import { countByTarget } from "#lib/check/target-results.ts";
import { settleCredits } from "#lib/credit/index.ts";
import type { Tx } from "#lib/db/client.ts";
import { checkPages, checks, monitors } from "#lib/db/schema.ts";
import { announcing } from "#lib/live/announce.ts";
import type { CheckSummary } from "#lib/monitor/model.ts";

type LiveCheck = typeof checks.$inferSelect;

/** How a check ends. `charge`: what its pages cost is charged, or nothing (the check could not be carried out). */
export type Ending =
  | { status: "finished" }
  | { status: "failed"; error: string; charge: "pages" | "nothing" };

/** Of a check that has not ended. In literals, so that a plan for any parameters may use the index of those. */
export const live = sql`${checks.status} in ('queued', 'running')`;

/**
 * Ends a check that is still live, in the caller's transaction: final status, summary, settled credits, and the
 * monitor free for the next one. Of several who try, one does it.
 * @param attempt given by a worker: it may end the check only while it is the one working on it
 * @returns whether this call ended it
 */
export async function finishCheck(
  tx: Tx,
  checkId: string,
  ending: Ending,
  attempt?: number,
): Promise<boolean> {
  const mine = attempt === undefined ? live : and(live, eq(checks.attempt, attempt));
  const itsMonitor = tx.select({ id: checks.monitorId }).from(checks).where(eq(checks.id, checkId));
  await tx
    .select({ id: monitors.id })
    .from(monitors)
    .where(eq(monitors.id, sql`(${itsMonitor})`))
    .for("no key update");
  const [check] = await tx
    .select()
    .from(checks)
    .where(and(eq(checks.id, checkId), mine))
    .for("update");
  if (!check) return false;
  await settleAndClose(tx, check, ending);
  return true;
}

async function settleAndClose(tx: Tx, check: LiveCheck, ending: Ending): Promise<void> {
  const charged = ending.status === "finished" || ending.charge === "pages";
  const actual = charged ? Math.min(check.pageCredits, check.reservedCredits) : 0;
  const counted = await countByTarget(tx, check);
  const targetResults = charged ? counted : await forgive(tx, check, counted);
  const reservation = {
    teamId: check.teamId,
    checkId: check.id,
    monitorId: check.monitorId,
    apiKeyId: check.apiKeyId,
    amount: check.reservedCredits,
  };
  // Sent together, since nothing depends on what the other answers, and done in this order.
  await Promise.all([
    settleCredits(tx, reservation, actual),
    close(tx, check, ending, { actual, charged, targetResults }),
    rememberRun(tx, check),
  ]);
}

/** Takes the credits of pages back wherever they are told, so that they add up to what was charged: nothing. */
async function forgive(tx: Tx, { id }: LiveCheck, counted: TargetResult[]): Promise<TargetResult[]> {
  const none = { creditsBase: 0, creditsFormats: 0, creditsJudge: 0 };
  await tx.update(checkPages).set(none).where(eq(checkPages.checkId, id));
  return counted.map((result) => ({
    ...result,
    credits: { base: 0, formats: 0, judge: 0, search: 0, total: 0 },
  }));
}

/** What the monitor shows of its last run. A check that was stopped while it waited has not run. */
async function rememberRun(tx: Tx, check: LiveCheck): Promise<void> {
  if (!check.startedAt) return;
  await tx
    .update(monitors)
    .set({ lastRunAt: check.startedAt, lastCheckSummary: summaryOf(check) })
    .where(eq(monitors.id, check.monitorId));
}

async function close(
  tx: Tx,
  check: LiveCheck,
  ending: Ending,
  result: { actual: number; charged: boolean; targetResults: TargetResult[] },
): Promise<void> {
  await tx
    .update(checks)
    .set({
      status: finalStatus(check, ending),
      error: ending.status === "failed" ? ending.error : null,
      actualCredits: result.actual,
      billingStatus: result.charged ? "confirmed" : "released",
      targetResults: result.targetResults,
      finishedAt: sql`now()`,
      updatedAt: sql`now()`,
    })
    .where(eq(checks.id, check.id))
    .returning({
      told: announcing({ teamId: check.teamId, monitorId: check.monitorId, checkId: check.id }),
    });
}

/** completed: no page error; partial: the check finished, but at least one page did not (contract: MonitorCheck). */
function finalStatus(check: LiveCheck, ending: Ending): CheckStatus {
  if (ending.status === "failed") return "failed";
  return check.errorPages > 0 ? "partial" : "completed";
}

export function summaryOf(check: LiveCheck): CheckSummary {
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

/** Ends whatever check is live on a monitor that may no longer be checked; pages done are kept and charged. */
export async function endLiveCheck(tx: Tx, monitorId: string, error: string): Promise<void> {
  const [check] = await tx
    .select({ id: checks.id })
    .from(checks)
    .where(and(eq(checks.monitorId, monitorId), live));
  if (check) await finishCheck(tx, check.id, { status: "failed", error, charge: "pages" });
}
