import { and, eq, sql } from "drizzle-orm";
import type { Claim } from "#lib/check/run/claim-check.ts";
import { db } from "#lib/db/client.ts";
import { checks } from "#lib/db/schema.ts";
import { log } from "#lib/log.ts";

const BEAT_MS = 2000;

/**
 * Tells the database that this worker is on it, until released.
 * @returns a signal that is aborted when the claim no longer holds: ended by somebody, or claimed by another
 */
export function keepAlive(check: Claim): { lost: AbortSignal; release: () => void } {
  const claim = new AbortController();
  const beat = async () => {
    const held = await db()
      .update(checks)
      .set({ heartbeatAt: sql`now()` })
      .where(and(eq(checks.id, check.id), eq(checks.attempt, check.attempt), eq(checks.status, "running")))
      .returning({ id: checks.id });
    if (held.length === 0) claim.abort();
  };
  const timer = setInterval(() => {
    beat().catch((error) => log.warn({ err: error, checkId: check.id }, "heartbeat failed"));
  }, BEAT_MS);
  return { lost: claim.signal, release: () => clearInterval(timer) };
}
