import type { Read } from "#app/_server/prefetched.tsx";
import {
  keptQuery,
  MOST_KEPT_SHOWN,
  timelineQuery,
  VERSIONS_AT_ONCE,
  versionQuery,
  versionsQuery,
} from "#components/page/queries.ts";
import type { Ctx } from "#lib/ctx.ts";
import { TidemarkError } from "#lib/errors.ts";
import { getPageVersion, listKeptVersions, listPageVersions, readTimeline } from "#lib/page/index.ts";
import type { PageVersionTextAnswer, TrackedPageAnswer } from "#lib/page/model.ts";

/** Characters of the texts that are sent along; longer ones are read once the screen is there. */
const TEXT_CHARACTERS = 600_000;

/** Versions of the line through time that are sent along. */
const MARKS_SENT = 500;

/** The list of versions and the texts a page's first screen shows, so that it needs nothing more to be read. */
export async function firstReads(
  ctx: Ctx,
  page: TrackedPageAnswer,
  monitorId: string,
  { from, to }: { from: string | null; to: string | null },
): Promise<Read[]> {
  const [{ versions, more }, timeline, kept] = await Promise.all([
    listPageVersions(ctx, monitorId, page.id, { limit: VERSIONS_AT_ONCE }),
    readTimeline(ctx, monitorId, page.id),
    listKeptVersions(ctx, monitorId, { limit: MOST_KEPT_SHOWN, pageId: page.id }),
  ]);
  const last = versions.at(-1);
  const first = {
    data: versions,
    // Only the cursor of it is read.
    ...(more && last && { next: `http://localhost/?cursor=${last.id}` }),
  };
  const list: Read = [versionsQuery(monitorId, page.id).queryKey, { pages: [first], pageParams: [""] }];
  const lists: Read[] = [
    list,
    [keptQuery(monitorId, page.id).queryKey, { total: kept.total, data: kept.versions }],
    // A line of thousands of versions is longer than all the rest of the screen.
    ...(timeline.versions.length <= MARKS_SENT
      ? [[timelineQuery(monitorId, page.id).queryKey, timeline] satisfies Read]
      : []),
  ];
  const wanted = [...new Set([from, to ?? versions[0]?.id].filter((one) => typeof one === "string"))];
  const texts = await Promise.all(wanted.map((id) => textOf(ctx, monitorId, page.id, id)));
  const read = texts.filter((text) => text !== null);
  const length = read.reduce((sum, { text }) => sum + text.text.length, 0);
  if (length > TEXT_CHARACTERS) return lists;
  return [
    ...lists,
    ...read.map(({ id, text }): Read => [versionQuery(monitorId, page.id, id).queryKey, text]),
  ];
}

async function textOf(
  ctx: Ctx,
  monitorId: string,
  pageId: string,
  id: string,
): Promise<{ id: string; text: PageVersionTextAnswer } | null> {
  try {
    return { id, text: await getPageVersion(ctx, monitorId, pageId, id) };
  } catch (error) {
    // The screen says that it is not kept.
    if (error instanceof TidemarkError && error.code === "NOT_FOUND") return null;
    throw error;
  }
}
