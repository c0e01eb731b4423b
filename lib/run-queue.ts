import { EventEmitter } from "node:events";
import { Logger, type ParsedCronItem, type Runner, run, type Task } from "graphile-worker";
import { databaseUrl } from "#lib/db/client.ts";
import { env } from "#lib/env.ts";
import { JOBS, type JobName } from "#lib/jobs.ts";
import { log } from "#lib/log.ts";
import { holdWorkerLock } from "#lib/worker-lock.ts";

const MAX_CONNECTIONS = 10;

export type RunQueue = {
  /** Aborted when this worker must stop; the runner is stopped by the caller. */
  shutdown: AbortSignal;
  /** Called when the queue can no longer be worked off. */
  die: (error: unknown) => void;
  cron?: ParsedCronItem[];
};

/**
 * Works off the jobs of one task, and of no other: each has places of its own, so checks of many hours that fill
 * theirs hold back no purge. Its jobs are locked by the id of its pool, so that id holds a lock of a living worker.
 */
export async function runQueue(
  name: JobName,
  work: Task,
  { shutdown, die, cron = [] }: RunQueue,
): Promise<Runner> {
  const events = new EventEmitter();
  events.once("pool:create", ({ workerPool }: { workerPool: { id: string } }) => {
    holdWorkerLock(workerPool.id, shutdown).catch(die);
  });
  const concurrency = JOBS[name].concurrency(env());
  const runner = await run({
    connectionString: databaseUrl(),
    concurrency,
    // One listens. A job holds one only while it is fetched and ended, so the others serve any number.
    maxPoolSize: Math.min(1 + concurrency, MAX_CONNECTIONS),
    pollInterval: 1000,
    noHandleSignals: true,
    taskList: { [name]: work },
    parsedCronItems: cron,
    events,
    logger,
  });
  runner.promise.then(() => shutdown.aborted || die(new Error(`the queue ${name} ended`)), die);
  return runner;
}

const logger = new Logger(() => (level, message, meta) => {
  if (message.includes("maxPoolSize")) return;
  const write = level === "error" ? log.error : level === "warning" ? log.warn : log.debug;
  write.call(log, { ...meta }, message);
});
