import type { CreditUsageAnswer } from "#components/data/queries.ts";

/** A plan of so many credits means that TIDEMARK_MONTHLY_CREDITS is `unlimited`: nobody could use it up. */
const UNLIMITED = 1_000_000_000_000;

export const isUnlimited = ({ planCredits }: CreditUsageAnswer) => planCredits >= UNLIMITED;
