import { type SQL, sql } from "drizzle-orm";
import type { Queryable } from "#lib/db/client.ts";
import { CHANNEL, type Notice } from "#lib/live/model.ts";

/** For a statement that returns something anyway: what `announce` does, without a round trip of its own. */
export const announcing = (notice: Notice): SQL<unknown> =>
  sql`pg_notify(${CHANNEL}, ${JSON.stringify(notice)})`;

/** Tells every listening process that these rows changed, when (and only if) the transaction commits. */
export async function announce(on: Queryable, notice: Notice): Promise<void> {
  await on.execute(sql`select ${announcing(notice)}`);
}
