import { ApiError } from "#components/data/api.ts";

const LONGEST_PAUSE_MS = 30_000;

/** A refusal stays one, unless it says when to come again; a server that could not be reached is asked again. */
export function isWorthRetrying(failures: number, error: Error): boolean {
  const isRefusal = error instanceof ApiError && error.status < 500 && error.status !== 429;
  return !isRefusal && failures < 3;
}

/** How long to wait: as long as the server says, else longer after every failure. */
export function pauseBeforeRetry(failures: number, error: Error): number {
  const retryAfter = error instanceof ApiError ? error.retryAfter : null;
  return retryAfter === null ? Math.min(1000 * 2 ** failures, LONGEST_PAUSE_MS) : retryAfter * 1000;
}
