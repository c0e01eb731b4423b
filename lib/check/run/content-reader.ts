import { inArray } from "drizzle-orm";
import type { ContentReader } from "#lib/check/run/check-page.ts";
import { gather } from "#lib/check/run/gather.ts";
import { db } from "#lib/db/client.ts";
import { snapshots } from "#lib/db/schema.ts";

/** Contents may be of megabytes each, so few are asked for together. */
const AT_ONCE = 20;

/** Reads the stored contents of baselines (zstd), those of pages that changed at the same time together. */
export function contentReader(): ContentReader {
  const read = gather(readContents, AT_ONCE);
  return ({ snapshotId }) => read(snapshotId);
}

async function readContents(ids: readonly string[]): Promise<Buffer[]> {
  const rows = await db()
    .select({ id: snapshots.id, content: snapshots.content })
    .from(snapshots)
    .where(inArray(snapshots.id, [...ids]));
  const contents = new Map(rows.map(({ id, content }) => [id, content]));
  return ids.map((id) => {
    const content = contents.get(id);
    if (!content) throw new Error(`the snapshot ${id} of a baseline is missing`);
    return content;
  });
}
