import { EventEmitter } from "node:events";
import { Logger, parseCronItems, type Runner, run, type TaskList } from "graphile-worker";
import { purge, recoverChecks, runCheck, startDueChecks } from "#lib/check/index.ts";
import { closeDatabase, databaseUrl } from "#lib/db/client.ts";
import { env } from "#lib/env.ts";
import { messageOf } from "#lib/errors.ts";
import { JOBS } from "#lib/jobs.ts";
import { log } from "#lib/log.ts";
import { createPageFetcher } from "#lib/target/index.ts";
import { holdWorkerLock } from "#lib/worker-lock.ts";

// The second front door: the queue asks, one verb answers. Any number of these run on one database.

// Less than the supervisor's patience, so that even a slow end is our own.
const DRAIN_MS = 3000;
const TICK_MS = 500;
const RECOVER_MS = 1000;
/** Where no worker runs at night, the nightly work is done when one starts. */
const DAY_MS = 86_400_000;

const shutdown = new AbortController();
const fetcher = createPageFetcher(env());

const tasks: TaskList = {
  "run-check": async (payload) => {
    const { checkId } = JOBS["run-check"].payload.parse(payload);
    await runCheck(checkId, { fetchPage: fetcher.fetchPage, shutdown: shutdown.signal });
  },
  purge: async () => purge(),
};

/** Runs `work` every `ms` after it ended last, until shutdown; a failure is logged and tried again next time. */
function every(ms: number, name: string, work: () => Promise<unknown>): void {
  const tick = async () => {
    try {
      await work();
    } catch (error) {
      if (shutdown.signal.aborted) return;
      log.warn({ err: error }, `${name} failed; it is tried again`);
    }
    if (!shutdown.signal.aborted) setTimeout(tick, ms);
  };
  void tick();
}

const graphileLogger = new Logger(() => (level, message, meta) => {
  // A job holds a connection only while it is fetched and ended, so ten serve any number.
  if (message.includes("maxPoolSize")) return;
  const write = level === "error" ? log.error : level === "warning" ? log.warn : log.debug;
  write.call(log, { ...meta }, message);
});

async function start(): Promise<Runner> {
  const events = new EventEmitter();
  events.once("pool:create", ({ workerPool }: { workerPool: { id: string } }) => {
    holdWorkerLock(workerPool.id, shutdown.signal).catch(die);
  });
  const runner = await run({
    connectionString: databaseUrl(),
    concurrency: env().TIDEMARK_WORKER_CONCURRENCY,
    maxPoolSize: 10,
    pollInterval: 1000,
    noHandleSignals: true,
    taskList: tasks,
    parsedCronItems: parseCronItems([
      { task: "purge", match: "17 3 * * *", options: { maxAttempts: 3, backfillPeriod: DAY_MS } },
    ]),
    events,
    logger: graphileLogger,
  });
  runner.promise.then(() => shutdown.signal.aborted || die(new Error("the queue ended")), die);
  every(TICK_MS, "starting due checks", startDueChecks);
  every(RECOVER_MS, "recovering checks", recoverChecks);
  return runner;
}

/** Crash-only: whatever cannot be mended here is mended by being started anew, and checks go on where they were. */
function die(error: unknown): void {
  if (shutdown.signal.aborted) return;
  log.fatal({ err: error }, `the worker stops: ${messageOf(error)}`);
  process.exit(1);
}

/** Takes no more jobs, hands running checks back, and is gone before anybody loses patience. */
async function drain(): Promise<void> {
  if (shutdown.signal.aborted) return;
  setTimeout(() => process.exit(1), DRAIN_MS).unref();
  // Stopped first, or the queue would hand us the very checks we hand back.
  const stopped = runner?.stop();
  shutdown.abort(new Error("the worker is stopping"));
  await stopped?.catch((error) => log.warn({ err: error }, "the queue did not stop cleanly"));
  await fetcher.close();
  await closeDatabase();
  process.exit(0);
}

let runner: Runner | undefined;
process.on("unhandledRejection", die);
for (const ending of ["SIGTERM", "SIGINT", "disconnect"]) process.on(ending, drain);
try {
  runner = await start();
  // The supervisor kills a worker that falls silent: its event loop hangs.
  setInterval(() => process.connected && process.send?.({ type: "alive" }), 1000).unref();
  log.info("worker ready");
} catch (error) {
  die(error);
}
