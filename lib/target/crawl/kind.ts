import { type PricedOptions, pricePerPage } from "#lib/credit/price.ts";
import type { TargetKind } from "#lib/target/kind.ts";

const DEFAULT_LIMIT = 10_000;

/** The pages that are found on a site, from one address on. */
export const crawlKind: TargetKind = {
  type: "crawl",
  name: "crawl",
  words: () => "a site",
  addresses: ({ url }) => (typeof url === "string" ? [url] : []),
  questions: () => [],
  knownPages: () => null,
  estimate: ({ crawlOptions, scrapeOptions }, judged) => {
    const { limit = DEFAULT_LIMIT } = (crawlOptions ?? {}) as { limit?: number };
    return limit * (pricePerPage(scrapeOptions as PricedOptions) + (judged ? 1 : 0));
  },
  needsGoal: false,
  namesPages: false,
};
