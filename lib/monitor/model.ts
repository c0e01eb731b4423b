import { z } from "zod";
import {
  NotificationAnswer,
  NotificationChange,
  NotificationInput,
  RecipientSubscription,
  WebhookAnswer,
  WebhookChange,
  WebhookInput,
} from "#lib/delivery/model.ts";
import { CHECK_STATUSES, CHECK_TRIGGERS, MONITOR_STATUSES } from "#lib/statuses.ts";
import { TargetAnswer, TargetsInput } from "#lib/target/model.ts";

/** Monitor bodies and answers (contract: Monitor, Create and update bodies). */

export const CheckSummary = z
  .object({
    totalPages: z.int(),
    same: z.int(),
    changed: z.int(),
    new: z.int(),
    removed: z.int(),
    error: z.int(),
  })
  .meta({ id: "MonitorSummary" });
export type CheckSummary = z.infer<typeof CheckSummary>;

/** Rules that span fields (one of cron or text, five minutes, time zone) are schedule/validateSchedule's. */
export const ScheduleInput = z.strictObject({
  cron: z.string().optional(),
  text: z.string().max(256).optional(),
  timezone: z.string().max(128).optional(),
});
export type ScheduleInput = z.infer<typeof ScheduleInput>;

/** Trimmed; empty means none. */
export const Goal = z
  .string()
  .trim()
  .max(2000, "must have at most 2000 characters")
  .nullable()
  .transform((goal) => (goal === "" ? null : goal));

/**
 * The tools that may name themselves as the maker of a monitor. The hosted API's own list is not public; this one has those
 * that are known to call it.
 */
export const INTEGRATIONS = [
  "dify",
  "zapier",
  "n8n",
  "make",
  "pipedream",
  "langchain",
  "llamaindex",
  "crewai",
  "flowise",
  "raycast",
  "relevanceai",
  "metagpt",
  "camelai",
] as const;
export type Integration = (typeof INTEGRATIONS)[number];

const monitorFields = {
  name: z.string().trim().min(1, "must not be empty").max(256, "must have at most 256 characters"),
  schedule: ScheduleInput,
  targets: TargetsInput,
  goal: Goal.optional(),
  judgeEnabled: z.boolean().optional(),
  retentionDays: z.number().int().min(1).max(365).optional(),
  webhook: WebhookInput.optional(),
  notification: NotificationInput.optional(),
  /** Every SDK sends where a call comes from; it is accepted and says nothing about the monitor. */
  origin: z.string().optional(),
  /** Which tool calls: kept for whoever runs this server, and not answered. */
  integration: z.enum(INTEGRATIONS).optional(),
};

export const CreateMonitor = z.strictObject(monitorFields).meta({ id: "CreateMonitor" });
export type CreateMonitor = z.infer<typeof CreateMonitor>;

/** What somebody may set; deleting is a verb of its own. */
export const SettableStatus = z.enum(MONITOR_STATUSES).exclude(["deleted"]);

export const UpdateMonitor = z
  .strictObject({
    ...monitorFields,
    webhook: WebhookChange,
    notification: NotificationChange,
    status: SettableStatus,
  })
  .partial()
  .meta({ id: "UpdateMonitor" });
export type UpdateMonitor = z.infer<typeof UpdateMonitor>;

/** One check in a history strip. */
export const HistoryBar = CheckSummary.omit({ totalPages: true })
  .extend({
    id: z.uuid(),
    status: z.enum(CHECK_STATUSES),
    trigger: z.enum(CHECK_TRIGGERS),
    at: z.iso.datetime().describe("When it started, or was asked for."),
    credits: z.int().nullable(),
  })
  .meta({ id: "HistoryBar" });
export type HistoryBar = z.infer<typeof HistoryBar>;

export const MonitorAnswer = z
  .object({
    id: z.uuid(),
    name: z.string(),
    status: z.enum(MONITOR_STATUSES),
    schedule: z.object({ cron: z.string(), timezone: z.string() }),
    nextRunAt: z.iso.datetime().nullable(),
    lastRunAt: z.iso.datetime().nullable(),
    currentCheckId: z.uuid().nullable(),
    targets: z.array(TargetAnswer),
    webhook: WebhookAnswer.nullable(),
    notification: NotificationAnswer.nullable(),
    emailRecipientSubscriptions: z.array(RecipientSubscription).optional(),
    retentionDays: z.int(),
    estimatedCreditsPerMonth: z.int(),
    unchangedPagesFree: z.boolean(),
    lastCheckSummary: CheckSummary.nullable(),
    goal: z.string().nullable(),
    judgeEnabled: z.boolean(),
    recentChecks: z.array(HistoryBar).optional().describe("Oldest first; only when `history` asks for it."),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: "Monitor" });
export type MonitorAnswer = z.infer<typeof MonitorAnswer>;
