import { sql } from "drizzle-orm";
import { db } from "#lib/db/client.ts";
import { demoChanges } from "#lib/db/schema.ts";
import type { Env } from "#lib/env.ts";

const OWN_PACE_MS = 10 * 60_000;
/** Where the count of editions begins; any moment would do. */
const FIRST_EDITION = Date.UTC(2026, 10, 1);

/** Where the demo site is for whoever watches it: at the product's own address, where that was set. */
export function demoSite({ PORT, PUBLIC_URL }: Pick<Env, "PORT" | "PUBLIC_URL">): string {
  return `${PUBLIC_URL?.replace(/\/+$/, "") ?? `http://localhost:${PORT}`}/demo`;
}

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
