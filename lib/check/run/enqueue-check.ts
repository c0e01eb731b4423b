import type { Queryable } from "#lib/db/client.ts";
import { enqueueAll } from "#lib/jobs.ts";

/** Queues the job of a check; one that still waits is not queued twice. */
export function enqueueCheck(on: Queryable, checkId: string): Promise<void> {
  return enqueueChecks(on, [checkId]);
}

export function enqueueChecks(on: Queryable, checkIds: string[]): Promise<void> {
  const jobs = checkIds.map((checkId) => ({ payload: { checkId }, key: `check:${checkId}` }));
  return enqueueAll(on, "run-check", jobs);
}
