import type { Ctx } from "#lib/ctx.ts";
import {
  blameVersion,
  findInVersions,
  indexTexts,
  listPageVersions,
  readTimeline,
  searchPages,
} from "#lib/page/index.ts";
import { measure } from "../queries.ts";
import { atMost, type Line } from "../report.ts";
import { median, spread } from "../stats.ts";
import type { DeepPage } from "./deep-pages.ts";

/** What the history of a page costs, and a search through what all pages say. */
export async function historyLines(
  ctx: Ctx,
  { often, long }: { often: DeepPage; long: DeepPage },
  rounds: number,
): Promise<Line[]> {
  await indexTexts();
  return [
    await slowest(`all ${often.versions.toLocaleString("en")} versions of a page`, 500, rounds, () =>
      listAll(ctx, often),
    ),
    await slowest(`time line of ${often.versions.toLocaleString("en")} versions`, 500, rounds, () =>
      readTimeline(ctx, often.monitorId, often.pageId),
    ),
    await slowest(`blame of 20,000 lines over ${long.versions} versions`, 2000, rounds, () =>
      blameVersion(ctx, long.monitorId, long.pageId, long.versionId),
    ),
    await slowest("when a sentence disappeared, in 20,000 lines", 2000, rounds, () =>
      findInVersions(ctx, long.monitorId, long.pageId, { q: "Clause 499, edition 1", matchCase: true }),
    ),
    ...(await measure(
      [
        {
          what: "search in pages, a rare word",
          ask: () => searchPages(ctx, { q: "diesel", limit: 8 }),
          max: 100,
        },
        {
          what: "search in pages, a word of a sixteenth",
          ask: () => searchPages(ctx, { q: "foghorn", limit: 8 }),
          max: 100,
        },
        {
          what: "search in pages, a word of all",
          ask: () => searchPages(ctx, { q: "support", limit: 8 }),
          max: 100,
        },
        {
          what: "search in pages, a phrase of all",
          ask: () => searchPages(ctx, { q: '"support by mail"', limit: 8 }),
          max: 100,
        },
        {
          what: "search in pages, a beginning",
          ask: () => searchPages(ctx, { q: "sup", limit: 8 }),
          max: 100,
        },
        {
          what: "search in pages, a word of none",
          ask: () => searchPages(ctx, { q: "zebra", limit: 8 }),
          max: 100,
        },
      ],
      rounds,
    )),
  ];
}

async function slowest(
  what: string,
  max: number,
  rounds: number,
  ask: () => Promise<unknown>,
): Promise<Line> {
  const took: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    await ask();
    took.push(performance.now() - began);
  }
  return atMost(what, median(took), "ms", { max, note: spread(took, "ms") });
}

async function listAll(ctx: Ctx, { monitorId, pageId, versions }: DeepPage): Promise<void> {
  let seen = 0;
  for (let cursor: string | undefined; ; ) {
    const page = await listPageVersions(ctx, monitorId, pageId, { limit: 100, ...(cursor && { cursor }) });
    seen += page.versions.length;
    cursor = page.versions.at(-1)?.id;
    if (!page.more) break;
  }
  if (seen !== versions) throw new Error(`Of ${versions} versions ${seen} were listed.`);
}
