import { type AuditEvent, changesBetween, changesToNew, recordAudit } from "#lib/audit/index.ts";
import type { Ctx } from "#lib/ctx.ts";
import type { Tx } from "#lib/db/client.ts";
import type { MonitorRow } from "#lib/monitor/read-monitors.ts";

type Named = Pick<MonitorRow, "id" | "name">;

/** A monitor as the audit log names it. */
export const auditedMonitor = ({ id, name }: Named): AuditEvent["object"] => ({ kind: "monitor", id, name });

export function recordCreation(tx: Tx, ctx: Ctx, monitor: MonitorRow): Promise<void> {
  const changes = changesToNew(settingsOf(monitor, monitor));
  return recordAudit(tx, ctx, { action: "monitor.created", object: auditedMonitor(monitor), changes });
}

/** What an edit did, field by field; pausing and resuming are told by themselves. An edit that changed nothing is none. */
export async function recordEdit(tx: Tx, ctx: Ctx, before: MonitorRow, after: MonitorRow): Promise<void> {
  const object = auditedMonitor(after);
  const changes = changesBetween(settingsOf(before, after), settingsOf(after, after));
  if (changes.length > 0) await recordAudit(tx, ctx, { action: "monitor.changed", object, changes });
  if (before.status === after.status) return;
  const action = after.status === "paused" ? "monitor.paused" : "monitor.resumed";
  await recordAudit(tx, ctx, { action, object });
}

/** What somebody sets; not what follows from it, and no ids, which targets get anew when they are sent without. */
function settingsOf(monitor: MonitorRow, after: MonitorRow) {
  const { name, cron, timezone, goal, judgeEnabled, retentionDays, webhook, notification, integration } =
    monitor;
  const targets = inOrderOf(after.targets, monitor.targets).map(({ id: _, ...target }) => target);
  const schedule = { cron, timezone };
  return {
    name,
    schedule,
    targets,
    goal,
    judgeEnabled,
    retentionDays,
    webhook,
    notification,
    integration,
  };
}

/** Targets that are still there stand where they stand now, so that each is compared with itself. */
function inOrderOf(now: MonitorRow["targets"], before: MonitorRow["targets"]): MonitorRow["targets"] {
  const kept = now.map(({ id }) => before.find((target) => target.id === id));
  if (kept.every((target) => target === undefined)) return before;
  const others = before.filter((target) => !kept.includes(target));
  return [...kept.map((target) => target ?? others.shift()), ...others].filter(
    (target) => target !== undefined,
  );
}
