import type { RecipientSubscription } from "#lib/delivery/model.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import type { Monitor } from "#lib/monitor/read-monitors.ts";

/** A monitor as every door answers it (contract: Monitor). */
export function toMonitorAnswer(monitor: Monitor, subscriptions?: RecipientSubscription[]): MonitorAnswer {
  return {
    id: monitor.id,
    name: monitor.name,
    status: monitor.status,
    schedule: { cron: monitor.cron, timezone: monitor.timezone },
    nextRunAt: monitor.nextRunAt?.toISOString() ?? null,
    lastRunAt: monitor.lastRunAt?.toISOString() ?? null,
    currentCheckId: monitor.currentCheckId,
    targets: monitor.targets,
    webhook: monitor.webhook,
    notification: monitor.notification,
    ...(subscriptions && { emailRecipientSubscriptions: subscriptions }),
    retentionDays: monitor.retentionDays,
    estimatedCreditsPerMonth: monitor.estimatedCreditsPerMonth,
    unchangedPagesFree: monitor.unchangedPagesFree,
    lastCheckSummary: summaryOf(monitor),
    goal: monitor.goal,
    judgeEnabled: monitor.judgeEnabled,
    createdAt: monitor.createdAt.toISOString(),
    updatedAt: monitor.updatedAt.toISOString(),
  };
}

function summaryOf({ lastCheckSummary }: Monitor): MonitorAnswer["lastCheckSummary"] {
  if (!lastCheckSummary) return null;
  const { status: _, ...summary } = lastCheckSummary;
  return summary;
}
