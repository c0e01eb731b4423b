import { env } from "#lib/env.ts";

/** "Unlimited" is a plan nobody can use up, so that every rule stays the same. */
const UNLIMITED = 1_000_000_000_000;

/** Credits a team is granted each month. */
export function planCredits(): number {
  const plan = env().TIDEMARK_MONTHLY_CREDITS;
  return plan === "unlimited" ? UNLIMITED : plan;
}

/** The billing period that `at` falls in: a calendar month, UTC; the end is the start of the next. */
export function billingPeriod(at = new Date()): { start: Date; end: Date } {
  const year = at.getUTCFullYear();
  const month = at.getUTCMonth();
  return { start: new Date(Date.UTC(year, month, 1)), end: new Date(Date.UTC(year, month + 1, 1)) };
}
