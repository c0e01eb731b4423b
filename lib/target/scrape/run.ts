import type { TrackedPage } from "#lib/page/index.ts";
import { distinctUrls } from "#lib/target/address.ts";
import type { ScrapeTarget } from "#lib/target/model.ts";
import type { PageSource, TargetRun } from "#lib/target/run.ts";
import { unusableSelectors } from "#lib/target/unusable-selectors.ts";

/** How many URLs are looked up at a time, so that a target of any length stays small in memory; a few at first. */
const LOOK_UP = 500;
const FIRST_LOOK_UP = 50;

/** A check of a scrape target visits the pages that it names. */
export const scrapeRun: TargetRun<ScrapeTarget> = {
  issues: (target) => unusableSelectors(target.scrapeOptions ?? {}),
  options: ({ scrapeOptions }) => scrapeOptions ?? {},
  // Extraction formats are not carried out on this version, so a page costs its base, whatever was asked for.
  price: () => ({ base: 1, formats: 0, judge: 0 }),
  pages: (target, source) => inLots(distinctUrls(target), source),
};

/** The pages of every URL: a few at first, to begin soon, then each lot while the one before is worked on. */
async function* inLots(urls: string[], { track }: PageSource): AsyncGenerator<TrackedPage> {
  let end = FIRST_LOOK_UP;
  let next = track(urls.slice(0, end));
  for (let more = true; more; end += LOOK_UP) {
    const pages = await next;
    more = end < urls.length;
    next = more ? track(urls.slice(end, end + LOOK_UP)) : next;
    // Thrown where it is awaited; a check stopped before that must not leave it unhandled.
    next.catch(() => {});
    yield* pages;
  }
}
