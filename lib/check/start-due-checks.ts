import { and, asc, gt, inArray, lte, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { callWorkers, endsOf, underWay } from "#lib/check/run/index.ts";
import { grantMonth, reserveForMany } from "#lib/credit/index.ts";
import { db, type Tx } from "#lib/db/client.ts";
import { checks, monitors } from "#lib/db/schema.ts";
import { planDeliveries } from "#lib/delivery/index.ts";
import { announce } from "#lib/live/announce.ts";
import { topicsOf } from "#lib/live/model.ts";
import { log } from "#lib/log.ts";
import type { MonitorRow } from "#lib/monitor/index.ts";
import { nextRun } from "#lib/monitor/schedule/index.ts";

/** Of one transaction, which holds the balances of its teams until it is over. */
const BATCH = 100;
/** A monitor due longer ago than this was missed, by downtime: it may wait a little more. */
const LATE_MS = 2 * 60_000;
/** Missed monitors started per call, so that a day of downtime does not end in a storm. */
const LATE_BATCH = 25;

type Due = Pick<MonitorRow, "id" | "teamId" | "cron" | "timezone" | "nextRunAt" | "estimatedCreditsPerCheck">;

/**
 * Starts a check on every monitor whose time has come: those of this minute at once, missed ones a few a call.
 * Each gets one run, however many it missed. Any number of workers may call it at the same time.
 * @returns how many monitors were due
 */
export async function startDueChecks(now = new Date()): Promise<number> {
  const lateBefore = new Date(now.getTime() - LATE_MS);
  await grantDueTeams(now);
  let started = 0;
  for (let batch = BATCH; batch === BATCH; started += batch) {
    batch = await startBatch(
      and(lte(monitors.nextRunAt, now), gt(monitors.nextRunAt, lateBefore)),
      BATCH,
      now,
    );
  }
  return started + (await startBatch(lte(monitors.nextRunAt, lateBefore), LATE_BATCH, now));
}

/**
 * Before the batches, since it takes connections of its own: whoever holds monitors must not wait for one that
 * those wait with who want these monitors.
 */
async function grantDueTeams(now: Date): Promise<void> {
  const due = await db()
    .selectDistinct({ teamId: monitors.teamId })
    .from(monitors)
    .where(lte(monitors.nextRunAt, now));
  for (const { teamId } of due) await grantMonth(teamId);
}

async function startBatch(when: ReturnType<typeof and>, limit: number, now: Date): Promise<number> {
  return db().transaction(async (tx) => {
    const due: Due[] = await tx
      .select({
        id: monitors.id,
        teamId: monitors.teamId,
        cron: monitors.cron,
        timezone: monitors.timezone,
        nextRunAt: monitors.nextRunAt,
        estimatedCreditsPerCheck: monitors.estimatedCreditsPerCheck,
      })
      .from(monitors)
      .where(when)
      .orderBy(asc(monitors.nextRunAt))
      .limit(limit)
      .for("no key update", { skipLocked: true });
    if (due.length === 0) return 0;
    await advance(tx, due, now);
    await insertChecks(tx, due);
    return due.length;
  });
}

/** The next run is reckoned from now, not from the missed one: what was missed is not made up for. */
async function advance(tx: Tx, due: Due[], now: Date): Promise<void> {
  const next = due.map((monitor) => ({ id: monitor.id, at: nextRunOf(monitor, now)?.toISOString() ?? null }));
  await tx.execute(sql`
    update monitors set next_run_at = n.at
    from json_to_recordset(${JSON.stringify(next)}::json) as n(id uuid, at timestamptz)
    where monitors.id = n.id`);
}

/** A schedule that was valid once may name a zone this machine does not know: that must not hold up the others. */
function nextRunOf({ id, cron, timezone }: Due, now: Date): Date | null {
  try {
    return nextRun(cron, timezone, now);
  } catch (error) {
    log.error({ err: error, monitorId: id, cron, timezone }, "a schedule cannot be read and has stopped");
    return null;
  }
}

async function insertChecks(tx: Tx, due: Due[]): Promise<void> {
  const busy = await monitorsBeingChecked(tx, due);
  const planned = due.map((monitor) => ({ monitor, checkId: uuidv7() }));
  const free = planned.filter(({ monitor }) => !busy.has(monitor.id));
  const reserved = await reserveForMany(
    tx,
    free.map(({ monitor, checkId }) => ({
      teamId: monitor.teamId,
      checkId,
      monitorId: monitor.id,
      apiKeyId: null,
      amount: monitor.estimatedCreditsPerCheck,
    })),
  );
  await tx.insert(checks).values(
    planned.map(({ monitor, checkId }) => {
      const outcome = busy.has(monitor.id)
        ? "skipped_overlap"
        : reserved.has(checkId)
          ? "queued"
          : "skipped_no_credits";
      return checkRow(monitor, checkId, outcome);
    }),
  );
  const notices = planned.map(({ monitor, checkId }) => ({
    teamId: monitor.teamId,
    topics: topicsOf(monitor.id, checkId),
  }));
  const skipped = planned.filter(({ monitor, checkId }) => busy.has(monitor.id) || !reserved.has(checkId));
  await Promise.all([
    callWorkers(tx),
    announce(tx, ...notices),
    planDeliveries(tx, endsOf(skipped.map(({ checkId }) => checkId))),
  ]);
}

async function monitorsBeingChecked(tx: Tx, due: Due[]): Promise<Set<string>> {
  const ids = due.map((monitor) => monitor.id);
  const rows = await tx
    .select({ monitorId: checks.monitorId })
    .from(checks)
    .where(and(inArray(checks.monitorId, ids), underWay));
  return new Set(rows.map((row) => row.monitorId));
}

const SKIPPED = {
  skipped_overlap: "Skipped: the check before it was still running when this one came due.",
  skipped_no_credits: "Skipped: there were not enough credits left for its estimate. Nothing was fetched.",
};

function checkRow(monitor: Due, id: string, status: "queued" | keyof typeof SKIPPED) {
  const row = {
    id,
    teamId: monitor.teamId,
    monitorId: monitor.id,
    status,
    trigger: "scheduled" as const,
    scheduledFor: monitor.nextRunAt,
    estimatedCredits: monitor.estimatedCreditsPerCheck,
  };
  if (status === "queued") {
    return { ...row, reservedCredits: monitor.estimatedCreditsPerCheck, billingStatus: "reserved" as const };
  }
  return {
    ...row,
    reservedCredits: 0,
    actualCredits: 0,
    billingStatus: "not_applicable" as const,
    finishedAt: new Date(),
    error: SKIPPED[status],
  };
}
