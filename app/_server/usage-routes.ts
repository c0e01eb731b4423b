import { z } from "zod";
import { limitOf, type Route, success, switched, uuid } from "#app/_server/route-parts.ts";
import { ACTIVITY_ENDPOINTS, Activity, QueueStatus } from "#lib/check/model.ts";
import {
  CreditPeriod,
  CreditUsage,
  DailyCredits,
  TIME_RANGES,
  TokenPeriod,
  TokenUsage,
  UsageWindow,
} from "#lib/credit/model.ts";

/** Usage by month, by API key as well; or of a stretch of time. */
const UsageHistory = z
  .object({
    byApiKey: switched.default(false),
    timeRange: z.enum(TIME_RANGES).optional().describe("Periods of an hour or a day, in place of months."),
  })
  .refine(({ byApiKey, timeRange }) => !byApiKey || timeRange === undefined, {
    message: "cannot be told by API key: ask for one of timeRange and byApiKey",
    path: ["timeRange"],
  });

/** What a team does and did, and what it cost. */
export const usageRoutes = {
  queueStatus: {
    method: "get",
    path: "/v2/team/queue-status",
    summary: "How many pages wait and are fetched",
    answer: QueueStatus.extend(success),
    refusals: {},
  },
  concurrencyCheck: {
    method: "get",
    path: "/v2/concurrency-check",
    summary: "How many pages are fetched at once, and how many may be",
    answer: z.object({ ...success, concurrency: z.int(), maxConcurrency: z.int() }),
    refusals: {},
  },
  listActivity: {
    method: "get",
    path: "/v2/team/activity",
    summary: "List the checks of the last 24 hours, newest first",
    query: z.object({
      endpoint: z.enum(ACTIVITY_ENDPOINTS).optional(),
      limit: limitOf(50),
      cursor: uuid.optional().describe("The cursor of the answer before."),
    }),
    answer: z.object({
      ...success,
      data: z.array(Activity),
      cursor: z.uuid().nullable(),
      has_more: z.boolean(),
    }),
    refusals: {},
  },
  creditUsage: {
    method: "get",
    path: "/v2/team/credit-usage",
    summary: "What is left of this month's credits",
    answer: z.object({ ...success, data: CreditUsage }),
    refusals: {},
  },
  creditHistory: {
    method: "get",
    path: "/v2/team/credit-usage/historical",
    summary: "Credits charged per month, or per hour or day of a stretch of time, oldest first",
    query: UsageHistory,
    neverEmpty: ["timeRange"],
    answer: z.object({ ...success, window: UsageWindow.optional(), periods: z.array(CreditPeriod) }),
    refusals: {},
  },
  tokenUsage: {
    method: "get",
    path: "/v2/team/token-usage",
    summary: "What is left of a model's tokens",
    answer: z.object({ ...success, data: TokenUsage }),
    refusals: {},
  },
  tokenHistory: {
    method: "get",
    path: "/v2/team/token-usage/historical",
    summary: "A model's tokens used per month",
    query: UsageHistory,
    neverEmpty: ["timeRange"],
    answer: z.object({ ...success, window: UsageWindow.optional(), periods: z.array(TokenPeriod) }),
    refusals: {},
  },
  dailyCredits: {
    method: "get",
    path: "/v2/team/credit-usage/daily",
    summary: "Credits charged per day and monitor",
    query: z.object({ days: z.coerce.number().int().min(1).max(366).default(30) }),
    answer: z.object({ ...success, data: z.array(DailyCredits) }),
    refusals: {},
  },
} as const satisfies Record<string, Route>;
