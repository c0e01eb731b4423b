import { eq } from "drizzle-orm";
import { grantMonth } from "#lib/credit/grant.ts";
import { billingPeriod, planCredits } from "#lib/credit/period.ts";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db, type Queryable } from "#lib/db/client.ts";
import { teamCredits } from "#lib/db/schema.ts";
import { paymentRequired, type TidemarkError } from "#lib/errors.ts";

/** What a team can still spend this month; credits reserved for running checks are not counted as left. */
export async function readCreditUsage(ctx: Ctx) {
  authorize(ctx, "creditUsage");
  const { start, end } = billingPeriod();
  return {
    remainingCredits: await availableCredits(ctx),
    planCredits: planCredits(),
    billingPeriodStart: start.toISOString(),
    billingPeriodEnd: end.toISOString(),
  };
}

/** What is left after this month's credits were granted, if they had not been. */
export async function availableCredits(ctx: Ctx): Promise<number> {
  await grantMonth(ctx.teamId);
  return readAvailable(db(), ctx.teamId);
}

/** What is left as it stands: for a transaction that holds the balance, which a grant would wait for. */
export async function readAvailable(tx: Queryable, teamId: string): Promise<number> {
  const [balance] = await tx
    .select({ available: teamCredits.available })
    .from(teamCredits)
    .where(eq(teamCredits.teamId, teamId));
  return balance?.available ?? 0;
}

/** @throws PAYMENT_REQUIRED when less than one credit is left (contract: 402 on create, PATCH and run) */
export async function requireCredit(ctx: Ctx): Promise<void> {
  if ((await availableCredits(ctx)) < 1) throw noCreditsLeft();
}

export function noCreditsLeft(): TidemarkError {
  const renews = billingPeriod().end.toISOString().slice(0, 10);
  return paymentRequired(
    `No credits are left this month. They renew on ${renews}; raise TIDEMARK_MONTHLY_CREDITS to have more.`,
  );
}
