import type { CheckAnswer } from "#lib/check/model.ts";
import type { HistoryBar, MonitorAnswer } from "#lib/monitor/model.ts";

const NONE = { same: 0, changed: 0, new: 0, removed: 0, error: 0 };

/** A completed check in a monitor's history, which found nothing unless `more` says so. */
export const historyBar = (id: string, more: Partial<HistoryBar> = {}): HistoryBar => ({
  id,
  status: "completed",
  trigger: "scheduled",
  at: "2026-11-25T12:00:00.000Z",
  credits: 0,
  ...NONE,
  ...more,
});

/** An active monitor of one page that was never run, unless `more` says otherwise. */
export const monitorAnswer = (id: string, more: Partial<MonitorAnswer> = {}): MonitorAnswer => ({
  id,
  name: `Monitor ${id}`,
  status: "active",
  schedule: { cron: "*/30 * * * *", timezone: "UTC" },
  nextRunAt: null,
  lastRunAt: null,
  currentCheckId: null,
  targets: [{ id: `target of ${id}`, type: "scrape", urls: ["https://example.com/"] }],
  webhook: null,
  notification: null,
  retentionDays: 30,
  estimatedCreditsPerMonth: 0,
  unchangedPagesFree: true,
  lastCheckSummary: null,
  goal: null,
  judgeEnabled: false,
  recentChecks: [],
  createdAt: "2026-11-01T12:00:00.000Z",
  updatedAt: "2026-11-01T12:00:00.000Z",
  ...more,
});

/** A completed check of a monitor, which found nothing unless `more` says so. */
export const checkAnswer = (monitorId: string, id: string, more: Partial<CheckAnswer> = {}): CheckAnswer => ({
  id,
  monitorId,
  status: "completed",
  trigger: "scheduled",
  scheduledFor: null,
  startedAt: "2026-11-25T12:00:00.000Z",
  finishedAt: "2026-11-25T12:00:02.000Z",
  estimatedCredits: 1,
  reservedCredits: 1,
  actualCredits: 1,
  billingStatus: "confirmed",
  credits: { total: 1, base: 1, formats: 0, judge: 0, search: 0 },
  summary: { totalPages: 0, ...NONE },
  expectedPages: 1,
  targetResults: [],
  notificationStatus: null,
  error: null,
  createdAt: "2026-11-25T12:00:00.000Z",
  updatedAt: "2026-11-25T12:00:02.000Z",
  ...more,
});
