import type { CheckStatus } from "#lib/check/model.ts";

export const CHECKS_AT_ONCE = 25;

/** One more than is shown, to know whether there are others behind. */
export const checksList = (from: number, status: CheckStatus | undefined) => ({
  limit: CHECKS_AT_ONCE + 1,
  offset: Math.max(0, Math.trunc(from)),
  ...(status && { status }),
});
