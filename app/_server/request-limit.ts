import { rateLimited } from "#lib/errors.ts";
import { type Budget, countRequest, WINDOW_SECONDS } from "#lib/team/index.ts";
import type { Caller } from "./caller.ts";

/**
 * Counts a request against what its key or session may send, and says in the answer's headers what is left
 * (draft-ietf-httpapi-ratelimit-headers-11).
 * @throws RATE_LIMITED with the seconds to wait
 */
export async function countAgainstLimit(caller: Caller, request: Request, headers: Headers): Promise<void> {
  const budget = budgetOf(caller, request);
  const { limit, left, secondsLeft, isSpent } = await countRequest(caller.countedAs, budget);
  headers.set("ratelimit-policy", `"${budget}";q=${limit};w=${WINDOW_SECONDS}`);
  headers.set("ratelimit", `"${budget}";r=${left};t=${secondsLeft}`);
  if (!isSpent) return;
  const who = caller.ctx.actor.kind === "apiKey" ? "this API key" : "this session";
  throw rateLimited(
    `Rate limit exceeded: ${who} may send ${limit} requests a minute. Please retry after ${secondsLeft}s.`,
    secondsLeft,
  );
}

/**
 * What pages of the dashboard read by themselves, whenever something changes, must not use up what a person may do. It
 * says so of its own reads (components/data/api.ts); a stream that stays open is its, too.
 */
function budgetOf({ ctx }: Caller, { method, headers }: Request): Budget {
  const isReading = ctx.actor.kind === "user" && ["GET", "HEAD"].includes(method);
  const isPage = headers.has("x-tidemark-page") || headers.get("accept") === "text/event-stream";
  return isReading && isPage ? "dashboard" : "default";
}
