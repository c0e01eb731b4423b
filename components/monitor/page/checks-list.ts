import type { CheckStatus } from "#lib/check/model.ts";

export const CHECKS_AT_ONCE = 25;

/** Asks for one check more than is shown, to know whether others come after them. */
export const checksList = (from: number, shown: CheckStatus | undefined) => ({
  limit: CHECKS_AT_ONCE + 1,
  offset: Math.max(0, Math.trunc(from)),
  ...(shown && { shown }),
});
