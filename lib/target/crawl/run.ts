import type { FieldIssue } from "#lib/errors.ts";
import { withLinks } from "#lib/extract/index.ts";
import { unusablePatterns } from "#lib/target/crawl/url/patterns.ts";
import { CrawlVisit } from "#lib/target/crawl/visit.ts";
import type { CrawlTarget } from "#lib/target/model.ts";
import type { TargetRun } from "#lib/target/run.ts";
import { unusableSelectors } from "#lib/target/unusable-selectors.ts";

/** A check of a crawl target visits what it finds on the site. */
export const crawlRun: TargetRun<CrawlTarget> = {
  issues: ({ crawlOptions, scrapeOptions }): FieldIssue[] => [
    ...unusablePatterns(crawlOptions),
    ...unusableSelectors(scrapeOptions ?? {}),
  ],
  options: ({ scrapeOptions }) => withLinks(scrapeOptions ?? {}),
  // As of pages that are named one by one.
  price: () => ({ base: 1, formats: 0, judge: 0 }),
  pages: () => {
    throw new Error("a crawl finds its pages in a visit");
  },
  visit: (target, source) => new CrawlVisit(target, source),
};
