import { z } from "zod";
import { Credits } from "#lib/credit/model.ts";
import { CheckSummary } from "#lib/monitor/model.ts";
import { CheckPageAnswer } from "#lib/page/model.ts";
import { BILLING_STATUSES, CHECK_STATUSES, CHECK_TRIGGERS } from "#lib/statuses.ts";
import { TargetAnswer } from "#lib/target/model.ts";

/** Checks and their answers (contract: MonitorCheck). */

export { CHECK_STATUSES };
export const CheckStatus = z.enum(CHECK_STATUSES);
export type CheckStatus = z.infer<typeof CheckStatus>;

export type CheckTrigger = (typeof CHECK_TRIGGERS)[number];

/** At most this many ids are listed in expectedJobs; the pages of the check name every one. */
export const MAX_EXPECTED_JOBS = 100;

const NotReached = z
  .object({
    count: z.int(),
    reasons: z.record(z.string(), z.int()).describe("Pages by the reason: limit, robots, depth, site down …"),
  })
  .describe("Pages known before which this check did not come to. They are not removed, and cost nothing.");

export const TargetResult = z
  .object({
    targetId: z.guid(),
    type: TargetAnswer.shape.type,
    expectedJobs: z.array(z.uuid()).optional(),
    summary: CheckSummary,
    credits: Credits,
    crawlId: z.uuid().optional().describe("Of a crawl target: the check, which is its crawl."),
    notReached: NotReached.optional(),
    error: z.string().optional().describe("Why the target as a whole could not be carried out."),
    warnings: z.array(z.string()).optional(),
  })
  .meta({ id: "MonitorTargetResult" });
export type TargetResult = z.infer<typeof TargetResult>;

const Channel = z.looseObject({ attempted: z.boolean(), success: z.boolean() });
export const NotificationStatus = z
  .object({ webhook: Channel.optional(), email: Channel.optional() })
  .meta({ id: "MonitorNotificationStatus" });
export type NotificationStatus = z.infer<typeof NotificationStatus>;

export const CheckAnswer = z
  .object({
    id: z.uuid(),
    monitorId: z.uuid(),
    status: CheckStatus,
    trigger: z.enum(CHECK_TRIGGERS),
    scheduledFor: z.iso.datetime().nullable(),
    startedAt: z.iso.datetime().nullable(),
    finishedAt: z.iso.datetime().nullable(),
    estimatedCredits: z.int(),
    reservedCredits: z.int(),
    actualCredits: z.int().nullable(),
    billingStatus: z.enum(BILLING_STATUSES),
    credits: Credits.describe("What the pages of all targets cost so far, and for what."),
    summary: CheckSummary,
    expectedPages: z.int().nullable().describe("Pages this check will visit; null until it has started."),
    targetResults: z.array(TargetResult),
    notificationStatus: NotificationStatus.nullable(),
    error: z.string().nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: "MonitorCheck" });
export type CheckAnswer = z.infer<typeof CheckAnswer>;

export const CheckDetailAnswer = CheckAnswer.extend({
  pages: z.array(CheckPageAnswer),
  next: z.url().optional(),
}).meta({ id: "MonitorCheckDetail" });

/** How much waits and runs, in pages (contract: queue-status). */
export const QueueStatus = z
  .object({
    jobsInQueue: z.int().describe("Pages to be fetched; a check that has not begun counts as one."),
    activeJobsInQueue: z.int(),
    waitingJobsInQueue: z.int(),
    maxConcurrency: z.int().describe("Pages that all workers may fetch at once."),
    mostRecentSuccess: z.iso.datetime().nullable().describe("When the newest check that read a page ended."),
  })
  .meta({ id: "QueueStatus" });
export type QueueStatus = z.infer<typeof QueueStatus>;

/** What the hosted API calls the kinds of its jobs. Checks are of the kinds that targets have; nothing here is of the others. */
export const ACTIVITY_ENDPOINTS = [
  "scrape",
  "crawl",
  "batch_scrape",
  "search",
  "extract",
  "llmstxt",
  "deep_research",
  "map",
  "agent",
  "browser",
  "interact",
] as const;
export type ActivityEndpoint = (typeof ACTIVITY_ENDPOINTS)[number];

export const Activity = z
  .object({
    id: z.uuid().describe("Of the check."),
    endpoint: z.string().describe("The type of the check's first target."),
    api_version: z.literal("v2"),
    created_at: z.iso.datetime(),
    target: z.string().describe("The first address, or question, of that target."),
  })
  .meta({ id: "Activity" });
export type Activity = z.infer<typeof Activity>;
