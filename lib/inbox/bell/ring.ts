import { v7 as uuidv7 } from "uuid";
import type { Tx } from "#lib/db/client.ts";
import { bellEntries } from "#lib/db/schema.ts";
import { announce } from "#lib/live/announce.ts";
import type { BELL_KINDS } from "#lib/statuses.ts";

export type Ring = {
  userId: string;
  itemId: string;
  commentId?: string;
  kind: (typeof BELL_KINDS)[number];
  byName: string;
};

/**
 * Rings for members, in the transaction that gives the reason. A comment rings once for each, however often it is edited.
 * Mail to those who want it begins here, too, once there is mail.
 */
export async function ring(tx: Tx, teamId: string, rings: readonly Ring[]): Promise<void> {
  if (rings.length === 0) return;
  await tx
    .insert(bellEntries)
    .values(rings.map((one) => ({ id: uuidv7(), teamId, ...one })))
    .onConflictDoNothing();
  await announce(tx, { teamId, topics: rings.map(({ userId }) => `bell:${userId}` as const) });
}
