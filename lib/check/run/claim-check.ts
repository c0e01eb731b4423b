import { and, eq, sql } from "drizzle-orm";
import { finishCheck, live } from "#lib/check/run/finish-check.ts";
import { db } from "#lib/db/client.ts";
import { checks, monitors } from "#lib/db/schema.ts";
import { announcing } from "#lib/live/announce.ts";
import type { MonitorRow } from "#lib/monitor/index.ts";
import { distinctUrls } from "#lib/target/address.ts";
import type { ScrapeTarget, Target } from "#lib/target/model.ts";

const MAX_CRASHES = 3;

/** The right to work on a check, which at most one worker has. */
export type Claim = {
  id: string;
  teamId: string;
  monitor: MonitorRow;
  /** Every write names it; once another worker has claimed the check, writes of this one change nothing. */
  attempt: number;
};

/** A check that this worker, and no other, may work on. */
export type ClaimedCheck = Claim & {
  /** What it checks: those runnable on this version; others were refused when the monitor was made. */
  targets: ScrapeTarget[];
  startedAt: Date;
};

/**
 * Takes a queued check, or one whose worker died, and marks it running.
 * @returns null when there is nothing to do: it ended, or it has just been given up after three crashes
 */
export async function claimCheck(checkId: string): Promise<ClaimedCheck | null> {
  const claimed = await claim(checkId);
  if (!claimed || claimed.crashes < MAX_CRASHES) return claimed;
  const error = `The check crashed its worker ${MAX_CRASHES} times and was given up. The server's log says why; nothing was charged.`;
  // Only once the claim has let go of the check's row: locks are taken in the order monitor, check, balance.
  await db().transaction((tx) =>
    finishCheck(tx, checkId, { status: "failed", error, charge: "nothing" }, claimed.attempt),
  );
  return null;
}

function claim(checkId: string): Promise<(ClaimedCheck & { crashes: number }) | null> {
  return db().transaction(async (tx) => {
    const [check] = await tx
      .update(checks)
      .set({
        status: "running",
        attempt: sql`${checks.attempt} + 1`,
        // Found running: whoever ran it neither finished nor handed it back. Where PostgreSQL itself began anew since,
        // that is why, and no fault of the check.
        crashes: sql`${checks.crashes}
          + (${checks.status} = 'running' and ${checks.heartbeatAt} > pg_postmaster_start_time())::int`,
        startedAt: sql`coalesce(${checks.startedAt}, now())`,
        heartbeatAt: sql`now()`,
        updatedAt: sql`now()`,
      })
      .where(and(eq(checks.id, checkId), live))
      .returning();
    if (!check) return null;
    const [monitor] = await tx.select().from(monitors).where(eq(monitors.id, check.monitorId));
    if (!monitor) return null;
    const targets = scrapeTargets(check.targets ?? monitor.targets);
    const notice = { teamId: check.teamId, monitorId: check.monitorId, checkId: check.id };
    await tx
      .update(checks)
      .set({ expectedPages: expectedPages(targets) })
      .where(eq(checks.id, check.id))
      .returning({ told: announcing(notice) });
    const { id, teamId, attempt, crashes, startedAt } = check;
    return { id, teamId, monitor, targets, startedAt: startedAt ?? new Date(), attempt, crashes };
  });
}

function scrapeTargets(targets: Target[]): ScrapeTarget[] {
  return targets.filter((target) => target.type === "scrape");
}

function expectedPages(targets: ScrapeTarget[]): number {
  return targets.reduce((sum, target) => sum + distinctUrls(target).length, 0);
}
