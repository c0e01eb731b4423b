import { and, eq, gte } from "drizzle-orm";
import type { Claim } from "#lib/check/run/claim-check.ts";
import { handBack } from "#lib/check/run/hand-back.ts";
import { keepAlive } from "#lib/check/run/heartbeat.ts";
import { db } from "#lib/db/client.ts";
import { checks, monitors } from "#lib/db/schema.ts";

/** A check that has not crashed its worker after so long lets the next suspect begin. */
const PROBATION_MS = 30_000;

/** The end of the last suspect's turn in this process. */
let lastTurn: Promise<void> = Promise.resolve();

/**
 * A check that was running when its worker died for the second time may be what killed it, or only ran beside
 * what did. Such suspects begin one after the other: the guilty one is then alone when it strikes the third
 * time, and the others are not given up with it. All other checks begin at once.
 */
export async function inTurn(
  checkId: string,
  shutdown: AbortSignal,
  run: () => Promise<void>,
): Promise<void> {
  const suspect = await findSuspect(checkId);
  if (!suspect) return run();
  const before = lastTurn;
  const turn = Promise.withResolvers<void>();
  lastTurn = turn.promise;
  // While it waits it is looked after, so that nobody takes it for stranded.
  const claim = keepAlive(suspect);
  const stop = AbortSignal.any([shutdown, claim.lost]);
  await Promise.race([before, aborted(stop)]).finally(claim.release);
  const probation = setTimeout(turn.resolve, PROBATION_MS);
  try {
    if (!stop.aborted) await run();
    else if (shutdown.aborted) await handBack(suspect);
  } finally {
    clearTimeout(probation);
    before.then(turn.resolve);
  }
}

async function findSuspect(checkId: string): Promise<Claim | undefined> {
  const [found] = await db()
    .select({ id: checks.id, teamId: checks.teamId, attempt: checks.attempt, monitor: monitors })
    .from(checks)
    .innerJoin(monitors, eq(monitors.id, checks.monitorId))
    .where(and(eq(checks.id, checkId), eq(checks.status, "running"), gte(checks.crashes, 1)));
  return found;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
