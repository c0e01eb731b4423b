import { sql } from "drizzle-orm";
import type { Queryable } from "#lib/db/client.ts";
import { CHANNEL, type Notice } from "#lib/live/model.ts";

/** Tells every listening process that these rows changed, when (and only if) the transaction commits. */
export async function announce(on: Queryable, notice: Notice): Promise<void> {
  await on.execute(sql`select pg_notify(${CHANNEL}, ${JSON.stringify(notice)})`);
}
