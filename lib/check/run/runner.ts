import { setTimeout as sleep } from "node:timers/promises";
import type { ClaimedCheck } from "#lib/check/run/claim.ts";
import { contentReader } from "#lib/check/run/content-reader.ts";
import { gather } from "#lib/check/run/gather.ts";
import { handBack } from "#lib/check/run/hand-back.ts";
import { InHand } from "#lib/check/run/in-hand.ts";
import { CheckTakenError, createRecorder, type Recorder } from "#lib/check/run/recorder.ts";
import { isTooLong, runCheck, type Services, TookTooLongError } from "#lib/check/run/run-check.ts";
import { signOn } from "#lib/check/run/sign-of-life.ts";
import { isWorthTelling, tellBegun } from "#lib/check/run/tell-begun.ts";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { trackPages } from "#lib/page/index.ts";

const BEAT_MS = 2000;
/** Until a check is begun again that the database did not let go on; doubled at every failure in a row. */
const RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30_000;
const LOOK_UPS_AT_ONCE = 200;
/** Less than the supervisor's patience with a worker that is to stop. */
const DRAIN_MS = 1500;

/** Carries out the checks that wait, as many at once as it has places. */
export type Runner = {
  /** Looks into the queue, now or as soon as the look under way is over. */
  look(): void;
  /** Whether it has checks in hand. */
  isBusy(): boolean;
  /** Takes no more checks, hands back those in hand with the pages they have, and signs off. */
  stop(): Promise<void>;
};

/** How a worker fetches pages and compares what they had. */
export type Fetching = Pick<Services, "fetchPage" | "compare" | "fetchFile">;

/** Services of a worker, with which many checks ask the database together. */
export function servicesOf(
  { fetchPage, compare, fetchFile }: Fetching,
  recorder = recorderByTrigger(),
): Services {
  return {
    fetchPage,
    compare,
    fetchFile,
    trackPages: gather(trackPages, LOOK_UPS_AT_ONCE),
    readContent: contentReader(),
    recorder,
  };
}

/** What somebody asked for is not written behind hundreds of checks that a schedule did. */
function recorderByTrigger(): Recorder {
  const recorders = { manual: createRecorder(), scheduled: createRecorder() };
  return { of: (check, expectedPages) => recorders[check.trigger].of(check, expectedPages) };
}

type Work = { check: ClaimedCheck; control: AbortController; ended: Promise<void>; isTold: boolean };

/**
 * Starts carrying out checks as a worker of its own name.
 * @param die called when this worker can no longer work: it lost its database, or was taken for dead
 */
export async function startRunner(fetching: Fetching, die: (error: unknown) => void): Promise<Runner> {
  const services = servicesOf(fetching);
  const inHand = new InHand(env().TIDEMARK_WORKER_CONCURRENCY);
  const working = new Map<string, Work>();
  const gone = new AbortController();
  const worker = await signOn(gone.signal, die);
  let isStopping = false;
  let looking: Promise<void> | undefined;
  let lookAgain = false;

  const begin = (check: ClaimedCheck) => {
    const control = new AbortController();
    const ended = carryOut(check, services, control.signal).then((isOver) => {
      working.delete(check.id);
      if (!isOver) return;
      inHand.remove(check.id);
      look();
    });
    working.set(check.id, { check, control, ended, isTold: false });
  };

  /** Of checks that have begun: a failure to say so is no failure of theirs. */
  const tell = (works: Work[]) => {
    for (const work of works) work.isTold = true;
    tellBegun(works.map(({ check }) => check)).catch((error) =>
      log.warn({ err: error }, "that checks have begun could not be told"),
    );
  };
  const untold = () => [...working.values()].filter(({ isTold }) => !isTold);

  const lookOnce = async () => {
    do {
      lookAgain = false;
      if (isStopping) return;
      await inHand.take(worker.id, begin);
      tell(untold().filter(({ check }) => isWorthTelling(check)));
    } while (lookAgain);
  };

  const look = () => {
    lookAgain = true;
    looking ??= lookOnce()
      .catch(die)
      .finally(() => {
        looking = undefined;
        if (lookAgain && !isStopping) look();
      });
  };

  const beat = async () => {
    tell(untold());
    const lost = await worker.beat(inHand.all);
    for (const { check, control } of working.values()) {
      if (lost.has(check.id)) control.abort(new CheckTakenError(check.id));
      else if (isTooLong(check)) control.abort(new TookTooLongError());
    }
  };
  const beating = setInterval(() => beat().catch(die), BEAT_MS);

  return {
    look,
    isBusy: () => working.size > 0,
    async stop() {
      isStopping = true;
      clearInterval(beating);
      await looking;
      for (const { control } of working.values()) control.abort(new Error("the worker is stopping"));
      const all = Promise.all([...working.values()].map(({ ended }) => ended));
      await Promise.race([all, sleep(DRAIN_MS)]);
      await handBack(inHand.all);
      await worker.leave();
      gone.abort();
    },
  };
}

/**
 * Carries out a check until it is over, again after a while when the database did not take what it found.
 * @returns whether it is over; false when it was left as it is, since the worker stops
 */
async function carryOut(claimed: ClaimedCheck, services: Services, signal: AbortSignal): Promise<boolean> {
  let check = claimed;
  for (let retryMs = RETRY_MS; ; retryMs = Math.min(2 * retryMs, LONGEST_RETRY_MS)) {
    try {
      await runCheck(check, services, signal);
      return true;
    } catch (error) {
      if (error instanceof CheckTakenError) return true;
      if (signal.aborted) return false;
      log.warn({ err: error, checkId: check.id }, "a check could not go on; it is begun again");
      await sleep(retryMs, undefined, { signal }).catch(() => {});
      if (signal.aborted) return signal.reason instanceof CheckTakenError;
      check = { ...check, resumed: true };
    }
  }
}
