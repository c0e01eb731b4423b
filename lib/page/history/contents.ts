import { setImmediate as nextTurn } from "node:timers/promises";
import { inArray } from "drizzle-orm";
import { db } from "#lib/db/client.ts";
import { snapshots } from "#lib/db/schema.ts";
import { unpackText } from "#lib/page/snapshot.ts";

/** Contents may be of megabytes each, so few are asked for together. */
const AT_ONCE = 20;

/**
 * The texts of versions, one after the other, in their order; a text that several have is read once where they are near. The
 * event loop gets its turn between any two, so that nothing else waits for a long walk through a history.
 */
export async function* textsOf<Version extends { snapshotId: string }>(
  versions: readonly Version[],
): AsyncGenerator<{ version: Version; text: string }> {
  let ahead: { version: Version; text: Promise<string> } | null = null;
  for await (const { version, content } of packedOf(versions)) {
    // Unpacked on another thread while the one before is looked at.
    const text = unpackText(content);
    text.catch(() => {});
    if (ahead) yield { version: ahead.version, text: await ahead.text };
    ahead = { version, text };
    await nextTurn();
  }
  if (ahead) yield { version: ahead.version, text: await ahead.text };
}

async function* packedOf<Version extends { snapshotId: string }>(versions: readonly Version[]) {
  let next = contentsOf(versions.slice(0, AT_ONCE));
  for (let from = 0; from < versions.length; from += AT_ONCE) {
    const packed = await next;
    // Asked for while these are looked at.
    next = contentsOf(versions.slice(from + AT_ONCE, from + 2 * AT_ONCE));
    next.catch(() => {});
    for (const version of versions.slice(from, from + AT_ONCE)) {
      const content = packed.get(version.snapshotId);
      // The nightly clean-up took it in between.
      if (content) yield { version, content };
    }
  }
}

async function contentsOf(versions: readonly { snapshotId: string }[]): Promise<Map<string, Buffer>> {
  if (versions.length === 0) return new Map();
  const ids = [...new Set(versions.map(({ snapshotId }) => snapshotId))];
  const rows = await db()
    .select({ id: snapshots.id, packed: snapshots.content })
    .from(snapshots)
    .where(inArray(snapshots.id, ids));
  return new Map(rows.map(({ id, packed }) => [id, packed]));
}
