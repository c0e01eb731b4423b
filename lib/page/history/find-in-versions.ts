import { authorize, type Ctx } from "#lib/ctx.ts";
import { textsOf } from "#lib/page/history/contents.ts";
import { markOf } from "#lib/page/history/mark.ts";
import { oneAtATime } from "#lib/page/history/one-at-a-time.ts";
import { wordFinder } from "#lib/page/history/words.ts";
import type { FoundInVersionsAnswer, VersionMark } from "#lib/page/model.ts";
import { requirePage } from "#lib/page/require-page.ts";
import { type VersionRow, versionRows } from "#lib/page/version-rows.ts";

/** So many versions are looked through at a time, and no longer than this; the answer says where to look on. */
export const MOST_LOOKED_AT = 2000;
const LONGEST_MS = 3000;
const MOST_STRETCHES = 100;

type Stretch = FoundInVersionsAnswer["stretches"][number];

/**
 * Which kept versions of a page have some words, as stretches of versions in a row: when they came, and when they
 * disappeared.
 * @param cursor the id of a version: those before it are looked at
 * @throws NOT_FOUND
 */
export async function findInVersions(
  ctx: Ctx,
  monitorId: string,
  pageId: string,
  { q, matchCase, cursor }: { q: string; matchCase: boolean; cursor?: string | undefined },
): Promise<FoundInVersionsAnswer> {
  authorize(ctx, "findInVersions");
  const page = await requirePage(ctx, monitorId, pageId);
  if (q.trim() === "") return new Found().answer([]);
  const rows = await versionRows(page, { limit: MOST_LOOKED_AT + 1, before: cursor });
  const found = new Found();
  const has = wordFinder(q, { matchCase });
  await oneAtATime(async () => {
    const until = performance.now() + LONGEST_MS;
    for await (const { version, text } of textsOf(rows.slice(0, MOST_LOOKED_AT))) {
      found.add(version, () => has(text));
      if (found.stretches.length > MOST_STRETCHES || performance.now() > until) break;
    }
  });
  return found.answer(rows);
}

/** What has been found so far, from the newest version on. */
class Found {
  readonly stretches: Stretch[] = [];
  #looked = 0;
  #with = 0;
  #oldest: VersionMark | null = null;
  #wasThere = false;
  /** The same text comes back now and then: it is looked through once. */
  readonly #known = new Map<string, boolean>();

  add(version: VersionRow, look: () => boolean): void {
    const mark = markOf(version);
    const has = this.#known.get(version.snapshotId) ?? look();
    this.#known.set(version.snapshotId, has);
    if (has) {
      const open = this.stretches.at(-1);
      if (this.#wasThere && open) open.first = mark;
      else this.stretches.push({ first: mark, last: mark, goneIn: this.#oldest });
      this.#with++;
    }
    this.#wasThere = has;
    this.#looked++;
    this.#oldest = mark;
  }

  answer(rows: readonly VersionRow[]): FoundInVersionsAnswer {
    const last = this.#oldest?.id;
    return {
      stretches: this.stretches,
      versionsLookedAt: this.#looked,
      versionsWithIt: this.#with,
      oldest: this.#oldest,
      cursor: last && last !== rows.at(-1)?.id ? last : null,
    };
  }
}
