import { setTimeout as sleep } from "node:timers/promises";
import { type ClaimedCheck, claimSuspect } from "#lib/check/run/claim.ts";
import { handBack } from "#lib/check/run/hand-back.ts";
import { CheckTakenError, createRecorder } from "#lib/check/run/recorder.ts";
import { runCheck, type Services, TookTooLongError } from "#lib/check/run/run-check.ts";
import { type Fetching, servicesOf } from "#lib/check/run/runner.ts";
import { signOn } from "#lib/check/run/sign-of-life.ts";
import { log } from "#lib/log.ts";

const BEAT_MS = 2000;
/** A suspect that has done no harm for so long goes back to the others; doubled for each worker that died with it. */
const PROBATION_MS = 1000;
const LONGEST_PROBATION_MS = 64_000;
/** Suspects often come many at a time, so the process stays a moment for the next ones. */
const LINGER_MS = 2000;
const LOOK_MS = 100;

/** Aborts a suspect that has shown long enough that it does no harm. */
class Cleared extends Error {}

/**
 * Carries out suspects, one at a time, until none is left: checks that a worker had in hand when it died. Runs in a process
 * of its own, so that when one of them ends it, that one is known, and all other checks go on.
 * @param stop aborted when it is to end now; the suspect in hand is then handed back
 */
export async function runSuspects(
  fetching: Fetching,
  stop: AbortSignal,
  die: (error: unknown) => void,
): Promise<void> {
  const services = servicesOf(fetching, createRecorder({ atOnce: true }));
  const gone = new AbortController();
  const worker = await signOn(gone.signal, die);
  let current: { check: ClaimedCheck; control: AbortController } | undefined;
  const beat = async () => {
    const lost = await worker.beat(current ? [current.check] : []);
    if (current && lost.has(current.check.id)) current.control.abort(new CheckTakenError(current.check.id));
  };
  const beating = setInterval(() => beat().catch(die), BEAT_MS);
  for (let last = Date.now(); !stop.aborted && Date.now() - last < LINGER_MS; ) {
    const check = await claimSuspect(worker.id);
    if (!check) {
      await sleep(LOOK_MS, undefined, { signal: stop }).catch(() => {});
      continue;
    }
    current = { check, control: new AbortController() };
    await runSuspect(check, services, current.control, stop);
    current = undefined;
    last = Date.now();
  }
  clearInterval(beating);
  await worker.leave();
  gone.abort();
}

async function runSuspect(
  check: ClaimedCheck,
  services: Services,
  control: AbortController,
  stop: AbortSignal,
): Promise<void> {
  const probationMs = Math.min(PROBATION_MS * 2 ** check.crashes, LONGEST_PROBATION_MS);
  const probation = setTimeout(() => control.abort(new Cleared()), probationMs);
  const passOn = () => control.abort(stop.reason);
  stop.addEventListener("abort", passOn, { once: true });
  try {
    await runCheck(check, services, control.signal);
  } catch (error) {
    if (error instanceof CheckTakenError) return;
    const isExpected = control.signal.aborted || error instanceof TookTooLongError;
    if (!isExpected)
      log.warn({ err: error, checkId: check.id }, "a suspect could not go on; it is begun again");
    await handBack([check], control.signal.reason instanceof Cleared);
  } finally {
    clearTimeout(probation);
    stop.removeEventListener("abort", passOn);
  }
}
