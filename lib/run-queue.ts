import { EventEmitter } from "node:events";
import { sql } from "drizzle-orm";
import { Logger, type ParsedCronItem, type Runner, run, type Task } from "graphile-worker";
import { databaseUrl, db } from "#lib/db/client.ts";
import { env } from "#lib/env.ts";
import { JOBS, type JobName } from "#lib/jobs.ts";
import { log } from "#lib/log.ts";
import { holdWorkerLock, WORKER_LOCK_CLASS } from "#lib/worker-lock.ts";

const MAX_CONNECTIONS = 10;

type RunQueue = {
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
    // It listens for jobs that are queued; this is for those that come due by their time.
    pollInterval: 10_000,
    noHandleSignals: true,
    taskList: { [name]: work },
    parsedCronItems: cron,
    events,
    logger,
  });
  runner.promise.then(() => shutdown.aborted || die(new Error(`the queue ${name} ended`)), die);
  return runner;
}

/** A dead process is known by its lock, which PostgreSQL drops with its connection; the queue itself waits for 4 hours. */
export async function freeJobsOfDeadWorkers(): Promise<void> {
  await db().execute(sql`
    select graphile_worker.force_unlock_workers(array_agg(dead.locked_by))
    from (
      select distinct j.locked_by from graphile_worker.jobs j
      where j.locked_at < now() - interval '1 second'
        and not exists (
          select 1 from pg_locks l
          where l.locktype = 'advisory' and l.classid = ${WORKER_LOCK_CLASS} and l.granted
            and l.database = (select oid from pg_database where datname = current_database())
            and l.objid = (hashtext(j.locked_by)::bigint & 4294967295)::oid)) dead
    having count(*) > 0`);
}

/**
 * Ends jobs that nobody takes any more: of a task that another version had. A web process of the version before still
 * queues one for each check, which workers of this version find without it.
 */
export async function dropUnknownJobs(): Promise<void> {
  const known = JSON.stringify(Object.keys(JOBS));
  await db().execute(sql`
    select graphile_worker.complete_jobs(array_agg(j.id))
    from graphile_worker.jobs j
    where j.locked_by is null
      and not j.task_identifier in (select jsonb_array_elements_text(${known}::jsonb))
    having count(*) > 0`);
}

const logger = new Logger(() => (level, message, meta) => {
  if (message.includes("maxPoolSize")) return;
  const write = level === "error" ? log.error : level === "warning" ? log.warn : log.debug;
  write.call(log, { ...meta }, message);
});
