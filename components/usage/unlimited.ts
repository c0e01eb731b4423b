import type { CreditUsageAnswer } from "#components/data/queries.ts";

/** A plan this large is nobody's to use up: TIDEMARK_MONTHLY_CREDITS is `unlimited`. */
const UNLIMITED = 1_000_000_000_000;

export const isUnlimited = ({ planCredits }: CreditUsageAnswer) => planCredits >= UNLIMITED;
