import { sql } from "drizzle-orm";
import { db } from "#lib/db/client.ts";
import { demoChanges } from "#lib/db/schema.ts";

const OWN_PACE_MS = 10 * 60_000;
/** Where the count of editions begins; any moment would do. */
const FIRST_EDITION = Date.UTC(2026, 10, 1);

/** After so many editions the demo site is again at the same point of its round. */
export const DEMO_ROUND = 4;

/** Which edition of the demo site is on: one more at each press of its button, and every ten minutes. */
export async function demoEdition(): Promise<number> {
  const [row] = await db()
    .select({ presses: sql<number>`coalesce(max(${demoChanges.id}), 0)::int` })
    .from(demoChanges);
  return (row?.presses ?? 0) + Math.floor((Date.now() - FIRST_EDITION) / OWN_PACE_MS);
}

/** Makes the demo site change now. */
export async function changeDemo(): Promise<void> {
  await db().insert(demoChanges).values({});
}

/** In the last edition of each round the ferry's office is closed, and its page cannot be read. */
export const isFerryClosed = (edition: number) => edition % DEMO_ROUND === DEMO_ROUND - 1;

/** Makes the demo site change until it is at this point of its round. */
export async function bringDemoTo(point: number): Promise<void> {
  const now = await demoEdition();
  const presses = (point - (now % DEMO_ROUND) + DEMO_ROUND) % DEMO_ROUND;
  for (let press = 0; press < presses; press += 1) await changeDemo();
}
