import type { Read } from "#app/_server/prefetched.tsx";
import { checkPageQuery, PAGES_AT_ONCE, stretchQuery } from "#components/check/queries.ts";
import { listingOf, stretchesIn } from "#components/check/results/sections.ts";
import { isLive } from "#components/check/words.ts";
import { listCheckPages, toCheckPageAnswer } from "#lib/check/index.ts";
import type { CheckAnswer } from "#lib/check/model.ts";
import type { Ctx } from "#lib/ctx.ts";
import type { CheckPageAnswer, PageStatus } from "#lib/page/model.ts";

/** Rows a first screen has room for, diffs that are open on it, and how many characters of them are sent along. */
const ROWS = 40;
/** Of these, so many are on screen however much of the changes among them is. */
const IN_SIGHT = 12;
const OPEN = 5;
const DIFF_CHARACTERS = 1_500_000;

type Wanted = { status: PageStatus | undefined; page: string | null };

/** The pages and diffs a check's first screen shows, so that it needs nothing more to be read. */
export async function firstReads(ctx: Ctx, check: CheckAnswer, { status, page }: Wanted) {
  const order = isLive(check) ? "recorded" : "outcome";
  const stretches = stretchesIn(listingOf(check, status, new Set(), order), 0, ROWS);
  const [lists, linked, changed] = await Promise.all([
    Promise.all(
      stretches.map(({ skip, status, target }) =>
        pagesOf(ctx, check, {
          skip,
          limit: PAGES_AT_ONCE,
          diffs: false,
          status: status ?? undefined,
          target: target ?? undefined,
        }),
      ),
    ),
    page ? pagesOf(ctx, check, { page, skip: 0, limit: 1 }) : [],
    check.summary.changed > 0 && check.summary.changed <= OPEN
      ? pagesOf(ctx, check, { status: "changed", skip: 0, limit: OPEN })
      : [],
  ]);
  const rows: Read[] = stretches.map(({ expected: _, ...stretch }, index) => [
    stretchQuery(check.monitorId, check.id, stretch).queryKey,
    lists[index],
  ]);
  const diffs: Read[] = withinReason([...linked, ...changed]).map((one) => [
    checkPageQuery(check.monitorId, check.id, one.id).queryKey,
    one,
  ]);
  const inSight = lists
    .flat()
    .slice(0, IN_SIGHT)
    .some(({ id }) => id === page);
  return { reads: [...rows, ...diffs], pinned: page && !inSight ? page : null };
}

async function pagesOf(
  ctx: Ctx,
  check: CheckAnswer,
  list: Parameters<typeof listCheckPages>[2],
): Promise<CheckPageAnswer[]> {
  const { pages } = await listCheckPages(ctx, check.id, list);
  return Promise.all(pages.map(toCheckPageAnswer));
}

/** As many diffs as a first answer has room for; the rest are read when their rows are drawn. */
function withinReason(pages: CheckPageAnswer[]): CheckPageAnswer[] {
  let room = DIFF_CHARACTERS;
  return pages.flatMap((page) => {
    const text = page.diff?.text;
    room -= text?.length ?? 0;
    if (room < 0) return [];
    // The parsed form says the same again, in three times the room.
    return [text === undefined ? page : { ...page, diff: { text, ...fieldsOnly(page) } }];
  });
}

const fieldsOnly = ({ diff }: CheckPageAnswer) =>
  diff?.json && !("files" in diff.json) ? { json: diff.json } : {};
