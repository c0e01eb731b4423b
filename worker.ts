import { type ChildProcess, spawn } from "node:child_process";
import { type Runner as JobRunner, parseCronItems } from "graphile-worker";
import postgres from "postgres";
import { forgetOldAudit } from "#lib/audit/index.ts";
import { CHANGES_CHANNEL } from "#lib/change/index.ts";
import {
  purge,
  QUEUE_CHANNEL,
  recoverChecks,
  runSuspects,
  startDueChecks,
  startRunner,
  whatToDo,
} from "#lib/check/index.ts";
import { closeDatabase, databaseUrl } from "#lib/db/client.ts";
import { env } from "#lib/env.ts";
import { messageOf } from "#lib/errors.ts";
import { createSafeFetch } from "#lib/fetch/http/index.ts";
import { createPageFetcher } from "#lib/fetch/index.ts";
import { fileChanges, needsFiling, needsWaking, wakeItems } from "#lib/inbox/index.ts";
import { JOBS } from "#lib/jobs.ts";
import { log } from "#lib/log.ts";
import { refreshCostsOfGoals } from "#lib/monitor/index.ts";
import { indexTexts } from "#lib/page/index.ts";
import { deliver, MOST_AT_ONCE } from "#lib/report/index.ts";
import { dropUnknownJobs, freeJobsOfDeadWorkers, runQueue } from "#lib/run-queue.ts";
import { forgetEndedSessions, forgetOldAttempts, forgetOldCounts } from "#lib/team/index.ts";

// The second front door: what waits in the database is done. Any number of these run on one database. With the argument
// "suspects" it is the place apart in which checks run whose worker died with them in hand.

// Less than the supervisor's patience, so that even a slow end is our own.
const DRAIN_MS = 3000;
const LOOK_MS = 500;
const HOUSEKEEPING_MS = 10_000;
/** As old as what a search finds may be, beside what waits before it. */
const INDEXING_MS = 2000;
/** Where no worker runs at night, the nightly work is done when one starts. */
const DAY_MS = 86_400_000;
const SUSPECTS = "suspects";

const shutdown = new AbortController();
const fetcher = createPageFetcher(env());
const onStop: (() => Promise<unknown>)[] = [];
let suspects: ChildProcess | undefined;

/** Crash-only: whatever cannot be mended here is mended by being started anew, and checks go on where they were. */
function die(error: unknown): void {
  if (shutdown.signal.aborted) return;
  log.fatal({ err: error }, `the worker stops: ${messageOf(error)}`);
  process.exit(1);
}

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

/** Makes work that is asked for again and again run once at a time; what is asked for meanwhile is done afterwards. */
function oneAtATime(name: string, work: () => Promise<unknown>): () => void {
  let isRunning = false;
  let again = false;
  const run = () => {
    if (shutdown.signal.aborted) return;
    again = isRunning;
    if (isRunning) return;
    isRunning = true;
    work()
      .catch(
        (error) => shutdown.signal.aborted || log.warn({ err: error }, `${name} failed; it is tried again`),
      )
      .finally(() => {
        isRunning = false;
        if (again) run();
      });
  };
  return run;
}

async function startWorker(): Promise<void> {
  await dropUnknownJobs();
  const runner = await startRunner(fetcher, die);
  const jobs = await startJobs();
  const told = await startTelling();
  onStop.push(runner.stop, jobs.stop, told.stop, async () => suspects?.kill("SIGTERM"));
  const file = oneAtATime("filing changes", fileChanges);
  const wake = oneAtATime("waking items", wakeItems);
  await hear({ [QUEUE_CHANNEL]: runner.look, [CHANGES_CHANNEL]: file });
  const startDue = oneAtATime("starting due checks", startDueChecks);
  const recover = oneAtATime("recovering checks", recoverChecks);
  every(LOOK_MS, "looking for work", async () => {
    const { due, waiting, suspects, stranded, unfiled, asleep } = await whatToDo({
      unfiled: needsFiling,
      asleep: needsWaking,
    });
    if (due) startDue();
    if (waiting) runner.look();
    if (suspects) startSuspects();
    if (stranded) recover();
    if (unfiled) file();
    if (asleep) wake();
  });
  oneAtATime("refreshing costs", refreshCostsOfGoals)();
  every(INDEXING_MS, "indexing texts", () => indexTexts({ stop: shutdown.signal, isBusy: runner.isBusy }));
  every(HOUSEKEEPING_MS, "freeing jobs of dead workers", freeJobsOfDeadWorkers);
}

function startJobs(): Promise<JobRunner> {
  const { maxAttempts } = JOBS.purge;
  const cron = parseCronItems([
    { task: "purge", match: "17 3 * * *", options: { maxAttempts, backfillPeriod: DAY_MS } },
  ]);
  return runQueue("purge", purgeEverything, { shutdown: shutdown.signal, die, cron });
}

/** Sends what is to be told, many at once; a slow receiver holds up its own deliveries alone. */
async function startTelling(): Promise<JobRunner> {
  const http = createSafeFetch({
    allowPrivateNetwork: env().TIDEMARK_ALLOW_PRIVATE_NETWORK,
    hostConcurrency: MOST_AT_ONCE,
    hostDelayMs: 0,
    // Each delivery has its own next try.
    heedsRetryAfter: false,
    userAgent: "Tidemark-Webhooks/1.0",
  });
  onStop.push(() => http.close());
  const send = async (payload: unknown) => {
    const { id } = JOBS.deliver.payload.parse(payload);
    await deliver(id, http, shutdown.signal);
  };
  return runQueue("deliver", send, { shutdown: shutdown.signal, die });
}

async function purgeEverything(): Promise<void> {
  const stop = AbortSignal.any([shutdown.signal, AbortSignal.timeout(JOBS.purge.timeoutMs)]);
  // Short ones first, so that they never wait for a night into which all the rest fits.
  await forgetOldAttempts();
  await forgetOldCounts();
  await forgetEndedSessions();
  await forgetOldAudit(stop);
  await purge(stop);
  // What it left is for the next attempt: here after a while, or on another worker.
  stop.throwIfAborted();
}

/** What somebody waits for is heard of at once; the look that comes by itself finds what was not heard. */
async function hear(work: Record<string, () => void>): Promise<void> {
  const connection = postgres(databaseUrl(), {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    onnotice: () => {},
  });
  onStop.push(() => connection.end({ timeout: 1 }));
  for (const [channel, look] of Object.entries(work)) await connection.listen(channel, look, look);
}

/** Starts the process for suspects, unless it runs. It ends by itself when there are none. */
function startSuspects(): void {
  if (suspects || shutdown.signal.aborted) return;
  const flags = process.execArgv.filter((flag) => !flag.startsWith("--import"));
  suspects = spawn(process.execPath, [...flags, import.meta.filename, SUSPECTS], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const gone = () => {
    suspects = undefined;
  };
  suspects.once("exit", gone).once("error", gone);
}

async function startSuspectsOnly(): Promise<void> {
  // Whoever started it is gone, whatever ended it: its other checks, too, are now looked at by another.
  process.once("disconnect", () => process.exit(1));
  await runSuspects(fetcher, shutdown.signal, die);
  await fetcher.close();
  await closeDatabase();
  process.exit(0);
}

/** Takes no more work, hands back what is in hand, and is gone before anybody loses patience. */
async function drain(): Promise<void> {
  if (shutdown.signal.aborted) return;
  setTimeout(() => process.exit(1), DRAIN_MS).unref();
  shutdown.abort(new Error("the worker is stopping"));
  if (isForSuspects) return;
  await Promise.all(onStop.map((stop) => stop())).catch((error) =>
    log.warn({ err: error }, "the worker did not stop cleanly"),
  );
  await fetcher.close();
  await closeDatabase();
  process.exit(0);
}

const isForSuspects = process.argv[2] === SUSPECTS;
process.on("unhandledRejection", die);
for (const ending of isForSuspects ? ["SIGTERM", "SIGINT"] : ["SIGTERM", "SIGINT", "disconnect"]) {
  process.on(ending, drain);
}
try {
  if (isForSuspects) await startSuspectsOnly();
  else await startWorker();
  // The supervisor kills a worker that falls silent: its event loop hangs.
  setInterval(() => process.connected && process.send?.({ type: "alive" }), 1000).unref();
  log.info("worker ready");
  if (!isForSuspects) fetcher.warmUp();
} catch (error) {
  die(error);
}
