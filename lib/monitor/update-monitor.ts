import { eq } from "drizzle-orm";
import { recordAudit } from "#lib/audit/index.ts";
import type { Ctx } from "#lib/ctx.ts";
import type { Tx } from "#lib/db/client.ts";
import { monitors } from "#lib/db/schema.ts";
import { cancelDeliveries, forgetEndpoint } from "#lib/delivery/index.ts";
import { mergeReports } from "#lib/delivery/model.ts";
import { announce } from "#lib/live/announce.ts";
import { topicsOf } from "#lib/live/model.ts";
import { auditedMonitor, recordEdit } from "#lib/monitor/audited.ts";
import type { UpdateMonitor } from "#lib/monitor/model.ts";
import { lockMonitor, type MonitorRow } from "#lib/monitor/read-monitors.ts";
import { nextRun } from "#lib/monitor/schedule/index.ts";
import { costOf, requireGoal, resolveSchedule, resolveTargets } from "#lib/monitor/settings.ts";
import { kindOf } from "#lib/target/kinds.ts";

type Settings = Partial<typeof monitors.$inferInsert>;

/**
 * Writes the given fields of a monitor and what follows from them; the others keep their value.
 * A check that runs meanwhile is the caller's to end (lib/check/change-monitor.ts).
 * @throws NOT_FOUND · BAD_REQUEST
 */
export async function writeMonitor(tx: Tx, ctx: Ctx, monitorId: string, input: UpdateMonitor): Promise<void> {
  const stored = await lockMonitor(tx, ctx, monitorId);
  const merged = { ...stored, ...changedSettings(stored, input) };
  requireGoal(merged);
  await tx
    .update(monitors)
    .set({ ...merged, ...costOf(merged), nextRunAt: nextRunOf(stored, merged), updatedAt: new Date() })
    .where(eq(monitors.id, monitorId));
  // Another receiver, or the same one mended, begins anew.
  if (input.webhook !== undefined) await forgetEndpoint(tx, monitorId);
  await recordEdit(tx, ctx, stored, merged);
  await announce(tx, { teamId: ctx.teamId, topics: topicsOf(monitorId) });
}

function changedSettings(stored: MonitorRow, input: UpdateMonitor): Settings {
  const { name, status, schedule, targets, goal, judgeEnabled, retentionDays, integration } = input;
  const changes: Settings = mergeReports(stored, input);
  if (name !== undefined) changes.name = name;
  if (status !== undefined) changes.status = status;
  if (retentionDays !== undefined) changes.retentionDays = retentionDays;
  if (integration !== undefined) changes.integration = integration;
  if (schedule !== undefined) Object.assign(changes, mergedSchedule(stored, schedule));
  if (targets !== undefined) changes.targets = resolveTargets(targets);
  if (goal !== undefined) changes.goal = goal;
  if (judgeEnabled !== undefined) changes.judgeEnabled = judgeEnabled;
  else if (typeof goal === "string") changes.judgeEnabled = true;
  if (asksAnew(stored, changes)) changes.goalVersion = stored.goalVersion + 1;
  return changes;
}

/** A time zone alone keeps the cron, and a cron or text alone the time zone. */
function mergedSchedule(stored: MonitorRow, schedule: NonNullable<UpdateMonitor["schedule"]>) {
  const { cron, text, timezone } = schedule;
  const keepsCron = cron === undefined && text === undefined && timezone !== undefined;
  return resolveSchedule({
    ...(keepsCron ? { cron: stored.cron } : { cron, text }),
    timezone: timezone ?? stored.timezone,
  });
}

/** Whether results judged so far were judged against another question. */
function asksAnew(stored: MonitorRow, changes: Settings): boolean {
  const queries = (targets: MonitorRow["targets"]) =>
    JSON.stringify(targets.map((target) => kindOf(target).questions(target)));
  const otherGoal = changes.goal !== undefined && changes.goal !== stored.goal;
  return otherGoal || (changes.targets !== undefined && queries(changes.targets) !== queries(stored.targets));
}

function nextRunOf(stored: MonitorRow, merged: MonitorRow): Date | null {
  if (merged.status !== "active") return null;
  const sameSchedule = stored.cron === merged.cron && stored.timezone === merged.timezone;
  if (sameSchedule && stored.nextRunAt) return stored.nextRunAt;
  return nextRun(merged.cron, merged.timezone, new Date());
}

/** Marks a monitor deleted: it no longer exists for anybody who asks. @throws NOT_FOUND also the second time */
export async function markDeleted(tx: Tx, ctx: Ctx, monitorId: string): Promise<void> {
  const monitor = await lockMonitor(tx, ctx, monitorId);
  await tx
    .update(monitors)
    .set({ status: "deleted", nextRunAt: null, updatedAt: new Date() })
    .where(eq(monitors.id, monitorId));
  await cancelDeliveries(tx, monitorId);
  await recordAudit(tx, ctx, { action: "monitor.deleted", object: auditedMonitor(monitor) });
  await announce(tx, { teamId: ctx.teamId, topics: topicsOf(monitorId) });
}
