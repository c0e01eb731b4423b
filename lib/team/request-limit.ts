import { performance } from "node:perf_hooks";
import { lt, sql } from "drizzle-orm";
import { db } from "#lib/db/client.ts";
import { requestCounts } from "#lib/db/schema.ts";
import { env } from "#lib/env.ts";

// How many requests one key or one session may send. All web processes count in one row of one table, so the limit holds
// however many there are: a share for each process would refuse too early wherever requests are unevenly spread.
// A count is one small statement that waits for no disk; who is over the limit is remembered and not counted further.

/**
 * What requests are counted for: what somebody asks of the API, what open pages of the dashboard read by themselves, and the
 * previews of a whole team, each of which has this process fetch a page.
 */
export type Budget = "default" | "dashboard" | "preview";

export const WINDOW_SECONDS = 60;

/** Enough for a few tabs that show a running check, each with all of its reads five times a second. */
const LEAST_FOR_DASHBOARD = 6000;

const PREVIEWS = 20;

function limitOf(budget: Budget): number {
  const { TIDEMARK_RATE_LIMIT } = env();
  if (budget === "preview") return PREVIEWS;
  return budget === "dashboard" ? Math.max(TIDEMARK_RATE_LIMIT, LEAST_FOR_DASHBOARD) : TIDEMARK_RATE_LIMIT;
}

export type Allowance = {
  limit: number;
  /** Requests left in this minute. */
  left: number;
  /** Whole seconds until the next minute begins. */
  secondsLeft: number;
  isSpent: boolean;
};

/** By caller and budget: when their minute ends, by this process's own clock. */
const spent = new Map<string, number>();

/**
 * Counts one request of a key, a session or a team. Its minute begins with its first request, and the next one with the first
 * after that.
 */
export async function countRequest(caller: string, budget: Budget): Promise<Allowance> {
  const limit = limitOf(budget);
  const name = `${budget} ${caller}`;
  const end = spent.get(name);
  if (end !== undefined && end > performance.now()) {
    return { limit, left: 0, secondsLeft: Math.ceil((end - performance.now()) / 1000), isSpent: true };
  }
  spent.delete(name);
  const { requests, seconds } = await count(caller, budget);
  const isSpent = requests > limit;
  if (isSpent) spent.set(name, performance.now() + seconds * 1000);
  // The table keeps milliseconds, rounded, so a minute may seem to begin a moment from now.
  const secondsLeft = Math.min(WINDOW_SECONDS, Math.ceil(seconds));
  return { limit, left: Math.max(0, limit - requests), secondsLeft, isSpent };
}

async function count(caller: string, budget: Budget): Promise<{ requests: number; seconds: number }> {
  const window = sql.raw(`interval '${WINDOW_SECONDS} seconds'`);
  const [row] = await db().execute<{ requests: number; seconds: number }>(sql`
    insert into request_counts as c (caller, budget, since, requests) values (${caller}, ${budget}, now(), 1)
    on conflict (caller, budget) do update set
      since = case when c.since > now() - ${window} then c.since else now() end,
      requests = case when c.since > now() - ${window} then c.requests + 1 else 1 end
    returning requests, greatest(0.001, extract(epoch from since + ${window} - now()))::float8 as seconds`);
  return row ?? { requests: 1, seconds: WINDOW_SECONDS };
}

/** Part of the nightly clean-up: a minute that is over counts for nothing. */
export async function forgetOldCounts(): Promise<void> {
  await db().delete(requestCounts).where(lt(requestCounts.since, sql`now() - interval '1 hour'`));
}
