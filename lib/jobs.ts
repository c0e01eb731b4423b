import { z } from "zod";
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

/** Every job there is. Checks are none: they are rows that workers claim many at a time (lib/check/run). */
export const JOBS = {
  purge: {
    payload: z.object({}),
    maxAttempts: 3,
    // Of one attempt: the next goes on, this night or the next one.
    timeoutMs: 30 * 60_000,
    concurrency: (_settings: Env) => 1,
  },
  /** Sends one delivery, once (lib/report); its next try is another job. */
  deliver: {
    payload: z.object({ id: z.uuid() }),
    // Of a try that could not even be recorded: the worker died, or the database was away.
    maxAttempts: 25,
    timeoutMs: 60_000,
    concurrency: (_settings: Env) => 100,
  },
} as const satisfies Record<string, Job>;
export type JobName = keyof typeof JOBS;
