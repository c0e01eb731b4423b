import { authorize, type Ctx } from "#lib/ctx.ts";
import { notFound } from "#lib/errors.ts";
import { Blamer } from "#lib/page/diff/index.ts";
import { textsOf } from "#lib/page/history/contents.ts";
import { markOf } from "#lib/page/history/mark.ts";
import { oneAtATime } from "#lib/page/history/one-at-a-time.ts";
import type { BlameAnswer } from "#lib/page/model.ts";
import { requirePage } from "#lib/page/require-page.ts";
import { versionRows, versionSeenBy } from "#lib/page/version-rows.ts";

/** Of each version this much text is compared with the one before, all in all: 20,000 lines of 100 bytes over 200. */
export const MOST_BYTES = 400 * 1024 * 1024;
const MOST_VERSIONS = 200;
const LONGEST_MS = 5000;

/**
 * Since when each line of a version stands there, and since when as it does, as far as versions are kept and within
 * bounds.
 * @throws NOT_FOUND
 */
export async function blameVersion(
  ctx: Ctx,
  monitorId: string,
  pageId: string,
  versionId: string,
): Promise<BlameAnswer> {
  authorize(ctx, "blameVersion");
  const page = await requirePage(ctx, monitorId, pageId);
  const own = await versionSeenBy(page, versionId);
  if (!own) throw notFound("Version");
  const older = await versionRows(page, { limit: MOST_VERSIONS, before: own.id });
  const within = withinBounds([own, ...older.slice(0, MOST_VERSIONS - 1)]);
  const versions = within.toReversed();
  return oneAtATime(async () => {
    const blamer = new Blamer();
    const deadline = performance.now() + LONGEST_MS;
    const looked = [];
    for await (const { version, text } of textsOf(versions)) {
      blamer.add(text, deadline);
      looked.push(markOf(version));
    }
    return {
      versions: looked,
      ...blamer.blame,
      complete: blamer.isExact && within.length === older.length + 1,
    };
  });
}

/** The newest of them whose texts are no longer than the bound, taken together; the first in any case. */
function withinBounds<Version extends { size: number }>(versions: Version[]): Version[] {
  let bytes = 0;
  const beyond = versions.findIndex(({ size }, at) => {
    bytes += size;
    return at > 0 && bytes > MOST_BYTES;
  });
  return beyond < 0 ? versions : versions.slice(0, beyond);
}
