import { parseCronItems, type Runner, type Task } from "graphile-worker";
import { purge, recoverChecks, runCheck, startDueChecks } from "#lib/check/index.ts";
import { closeDatabase } from "#lib/db/client.ts";
import { env } from "#lib/env.ts";
import { messageOf } from "#lib/errors.ts";
import { createPageFetcher } from "#lib/fetch/index.ts";
import { JOBS, type JobName } from "#lib/jobs.ts";
import { log } from "#lib/log.ts";
import { runQueue } from "#lib/run-queue.ts";

// The second front door: the queue asks, one verb answers. Any number of these run on one database.

// Less than the supervisor's patience, so that even a slow end is our own.
const DRAIN_MS = 3000;
const TICK_MS = 500;
const RECOVER_MS = 1000;
/** Where no worker runs at night, the nightly work is done when one starts. */
const DAY_MS = 86_400_000;

const shutdown = new AbortController();
const fetcher = createPageFetcher(env());

const tasks: Record<JobName, Task> = {
  "run-check": async (payload) => {
    const { checkId } = JOBS["run-check"].payload.parse(payload);
    await runCheck(checkId, { fetchPage: fetcher.fetchPage, shutdown: shutdown.signal });
  },
  purge: async () => {
    const stop = AbortSignal.any([shutdown.signal, AbortSignal.timeout(JOBS.purge.timeoutMs)]);
    await purge(stop);
    // What it left is for the next attempt: here after a while, or on another worker.
    stop.throwIfAborted();
  },
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

async function start(): Promise<Runner[]> {
  const { maxAttempts } = JOBS.purge;
  const cron = parseCronItems([
    { task: "purge", match: "17 3 * * *", options: { maxAttempts, backfillPeriod: DAY_MS } },
  ]);
  const how = { shutdown: shutdown.signal, die };
  const runners = await Promise.all([
    runQueue("run-check", tasks["run-check"], how),
    runQueue("purge", tasks.purge, { ...how, cron }),
  ]);
  every(TICK_MS, "starting due checks", startDueChecks);
  every(RECOVER_MS, "recovering checks", recoverChecks);
  return runners;
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
  const stopped = Promise.all(runners.map((runner) => runner.stop()));
  shutdown.abort(new Error("the worker is stopping"));
  await stopped.catch((error) => log.warn({ err: error }, "the queue did not stop cleanly"));
  await fetcher.close();
  await closeDatabase();
  process.exit(0);
}

let runners: Runner[] = [];
process.on("unhandledRejection", die);
for (const ending of ["SIGTERM", "SIGINT", "disconnect"]) process.on(ending, drain);
try {
  runners = await start();
  // The supervisor kills a worker that falls silent: its event loop hangs.
  setInterval(() => process.connected && process.send?.({ type: "alive" }), 1000).unref();
  log.info("worker ready");
} catch (error) {
  die(error);
}
