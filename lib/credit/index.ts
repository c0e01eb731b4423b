export { chargeCredits } from "#lib/credit/charge.ts";
export { grantMonth } from "#lib/credit/grant.ts";
export { readDailyCredits } from "#lib/credit/read-daily.ts";
export { readCreditHistory, readCreditsOver } from "#lib/credit/read-history.ts";
export { readTokenHistory, readTokenUsage } from "#lib/credit/read-tokens.ts";
export {
  availableCredits,
  noCreditsLeft,
  readAvailable,
  readCreditUsage,
  requireCredit,
} from "#lib/credit/read-usage.ts";
export { type Reservation, reserveCredits, reserveForMany, settleCredits } from "#lib/credit/reservation.ts";
