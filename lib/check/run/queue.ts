import { type SQL, sql } from "drizzle-orm";
import type { Queryable } from "#lib/db/client.ts";

// The queue of checks is the table itself: a check waits while its status is "queued", and a worker takes many at
// once (claim.ts). A notice only makes it look sooner.

/** The PostgreSQL channel on which workers hear that checks wait. */
export const QUEUE_CHANNEL = "tidemark_checks";

/** For a statement that returns something anyway: what `callWorkers` does, without a round trip of its own. */
export const callingWorkers: SQL<unknown> = sql`pg_notify(${QUEUE_CHANNEL}, '')`;

/** Has workers look into the queue when the transaction commits. */
export async function callWorkers(tx: Queryable): Promise<void> {
  await tx.execute(sql`select ${callingWorkers}`);
}
