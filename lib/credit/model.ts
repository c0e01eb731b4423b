import { z } from "zod";

/** Accounts of credits (contract: Credits). All amounts are whole credits. */

/** What one page was charged for. */
export type PageCredits = { base: number; formats: number; judge: number };

export const Credits = z
  .object({
    base: z.int(),
    formats: z.int(),
    judge: z.int(),
    search: z.int(),
    total: z.int(),
  })
  .meta({ id: "Credits", description: "Credits by what they were for." });
export type Credits = z.infer<typeof Credits>;

export function sumCredits(all: Credits[]): Credits {
  const sum = (kind: keyof Credits) => all.reduce((total, credits) => total + credits[kind], 0);
  return {
    base: sum("base"),
    formats: sum("formats"),
    judge: sum("judge"),
    search: sum("search"),
    total: sum("total"),
  };
}

export const PageCreditsAnswer = Credits.omit({ search: true }).meta({ id: "PageCredits" });

export const CreditUsage = z
  .object({
    remainingCredits: z.int(),
    planCredits: z.int(),
    billingPeriodStart: z.iso.datetime(),
    billingPeriodEnd: z.iso.datetime(),
  })
  .meta({ id: "CreditUsage" });

export const CreditPeriod = z
  .object({
    startDate: z.iso.datetime(),
    endDate: z.iso.datetime(),
    apiKey: z
      .string()
      .nullable()
      .optional()
      .describe("Only when asked for by key; null of what no key asked for, such as scheduled checks."),
    totalCredits: z.int(),
    creditsUsed: z.int().describe("The same as totalCredits: the name that the SDKs' types give it."),
  })
  .meta({ id: "CreditUsagePeriod" });
export type CreditPeriod = z.infer<typeof CreditPeriod>;

/** Stretches of time that usage can be asked for, up to now. */
export const TIME_RANGES = ["day", "week", "month"] as const;
export type TimeRange = (typeof TIME_RANGES)[number];

/** A stretch of time and the length of the periods it is told in. */
export const UsageWindow = z
  .object({
    timeRange: z.enum(TIME_RANGES),
    binSize: z.enum(["hour", "day"]),
    startDate: z.iso.datetime(),
    endDate: z.iso.datetime(),
  })
  .meta({ id: "UsageWindow" });
export type UsageWindow = z.infer<typeof UsageWindow>;

export const TokenUsage = z
  .object({
    remainingTokens: z.int(),
    planTokens: z.int(),
    billingPeriodStart: z.iso.datetime(),
    billingPeriodEnd: z.iso.datetime(),
  })
  .meta({ id: "TokenUsage" });

export const TokenPeriod = CreditPeriod.omit({ totalCredits: true, creditsUsed: true })
  .extend({ totalTokens: z.int(), tokensUsed: z.int() })
  .meta({ id: "TokenUsagePeriod" });

export const DailyCredits = z
  .object({
    date: z.iso.date(),
    monitorId: z.uuid().nullable(),
    monitorName: z.string().nullable(),
    credits: z.int(),
  })
  .meta({ id: "DailyCredits", description: "Credits one monitor was charged on one day (UTC)." });
export type DailyCredits = z.infer<typeof DailyCredits>;
