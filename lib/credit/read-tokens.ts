import type { TimeRange, UsageWindow } from "#lib/credit/model.ts";
import { billingPeriod } from "#lib/credit/period.ts";
import { windowOf } from "#lib/credit/window.ts";
import { authorize, type Ctx } from "#lib/ctx.ts";

/** What a team may still spend of a model's tokens. This version asks no model, so there are none to count. */
export function readTokenUsage(ctx: Ctx) {
  authorize(ctx, "tokenUsage");
  const { start, end } = billingPeriod();
  return {
    remainingTokens: 0,
    planTokens: 0,
    billingPeriodStart: start.toISOString(),
    billingPeriodEnd: end.toISOString(),
  };
}

/** Tokens used per month, or within a stretch of time: none, for the same reason. */
export function readTokenHistory(
  ctx: Ctx,
  timeRange?: TimeRange,
): {
  window?: UsageWindow;
  periods: { startDate: string; endDate: string; totalTokens: number; tokensUsed: number }[];
} {
  authorize(ctx, "tokenHistory");
  if (!timeRange) return { periods: [] };
  const { window, bins } = windowOf(timeRange, new Date());
  const periods = bins.map(({ start, end }) => ({
    startDate: start.toISOString(),
    endDate: end.toISOString(),
    totalTokens: 0,
    tokensUsed: 0,
  }));
  return { window, periods };
}
