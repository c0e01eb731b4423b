import { and, eq, inArray } from "drizzle-orm";
import { db } from "#lib/db/client.ts";
import { monitors, versionPins } from "#lib/db/schema.ts";
import type { PageRow } from "#lib/page/require-page.ts";

type Kept = { by: string; at: string; note: string | null };

/** How long versions are kept, and which of them for good. */
export type Retention = { days: number; pins: ReadonlyMap<string, Kept> };

export async function retentionOf(page: PageRow, versionIds: readonly string[]): Promise<Retention> {
  const [[monitor], pins] = await Promise.all([
    db().select({ days: monitors.retentionDays }).from(monitors).where(eq(monitors.id, page.monitorId)),
    db()
      .select()
      .from(versionPins)
      .where(and(eq(versionPins.pageId, page.id), inArray(versionPins.versionId, [...versionIds]))),
  ]);
  return {
    days: monitor?.days ?? 0,
    pins: new Map(pins.map((pin) => [pin.versionId, keptOf(pin)])),
  };
}

export function keptOf({ keptBy, createdAt, note }: typeof versionPins.$inferSelect): Kept {
  return { by: keptBy, at: createdAt.toISOString(), note };
}
