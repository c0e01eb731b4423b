import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "#lib/db/client.ts";
import type { Env } from "#lib/env.ts";

type Job = {
  /** Ids only. */
  payload: z.ZodType;
  maxAttempts: number;
  /** Kept by the job's own verb, which ends in good order. */
  timeoutMs: number;
  /** How many of them a worker has in hand at once. */
  concurrency: (settings: Env) => number;
};

/** Every job there is. */
export const JOBS = {
  "run-check": {
    payload: z.object({ checkId: z.uuid() }),
    maxAttempts: 10,
    // From the check's first start on, over all attempts: 10,000 pages at one a second fit in.
    timeoutMs: 6 * 3_600_000,
    concurrency: (settings) => settings.TIDEMARK_WORKER_CONCURRENCY,
  },
  purge: {
    payload: z.object({}),
    maxAttempts: 3,
    // Of one attempt: the next goes on, this night or the next one.
    timeoutMs: 30 * 60_000,
    concurrency: () => 1,
  },
} as const satisfies Record<string, Job>;
export type JobName = keyof typeof JOBS;
export type JobPayload<N extends JobName> = z.infer<(typeof JOBS)[N]["payload"]>;

const CHUNK = 1000;

/**
 * Queues jobs on the caller's transaction: a job exists exactly when the rows it is about do. A job with the
 * key of one still waiting takes its place; one with the key of a running job is queued behind it.
 */
export async function enqueueAll<N extends JobName>(
  on: Queryable,
  name: N,
  jobs: { payload: JobPayload<N>; key: string }[],
): Promise<void> {
  const specs = jobs.map(({ payload, key }) => ({
    identifier: name,
    payload,
    max_attempts: JOBS[name].maxAttempts,
    job_key: key,
  }));
  // One statement with thousands of specs grows worse than linearly.
  for (let start = 0; start < specs.length; start += CHUNK) {
    const chunk = JSON.stringify(specs.slice(start, start + CHUNK));
    await on.execute(sql`
      select graphile_worker.add_jobs(
        array(select json_populate_recordset(null::graphile_worker.job_spec, ${chunk}::json)))`);
  }
}

export function enqueue<N extends JobName>(
  on: Queryable,
  name: N,
  payload: JobPayload<N>,
  key: string,
): Promise<void> {
  return enqueueAll(on, name, [{ payload, key }]);
}
