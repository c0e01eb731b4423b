export { chargeCredits } from "#lib/credit/charge.ts";
export { grantMonth } from "#lib/credit/grant.ts";
export { readDailyCredits } from "#lib/credit/read-daily.ts";
export {
  availableCredits,
  noCreditsLeft,
  readAvailable,
  readCreditHistory,
  readCreditUsage,
  requireCredit,
} from "#lib/credit/read-usage.ts";
export { type Reservation, reserveCredits, reserveForMany, settleCredits } from "#lib/credit/reservation.ts";
