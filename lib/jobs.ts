import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "#lib/db/client.ts";

/** Every job there is: its name, its payload (ids only), and how often it is tried. */
export const JOBS = {
  "run-check": { payload: z.object({ checkId: z.uuid() }), maxAttempts: 10 },
} as const;
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
