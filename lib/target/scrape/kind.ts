import { type PricedOptions, pricePerPage } from "#lib/credit/price.ts";
import { distinctUrls } from "#lib/target/address.ts";
import { type AnyTarget, inWords, type TargetKind, textsIn } from "#lib/target/kind.ts";

/** Pages that are named one by one. */
export const scrapeKind: TargetKind = {
  type: "scrape",
  name: "pages",
  words: ({ urls }) => inWords(textsIn(urls).length, "page"),
  addresses: ({ urls }) => textsIn(urls),
  questions: () => [],
  knownPages: pagesOf,
  estimate: (target, judged) =>
    pagesOf(target) * (pricePerPage(target.scrapeOptions as PricedOptions) + (judged ? 1 : 0)),
  needsGoal: false,
  namesPages: true,
};

function pagesOf({ urls }: AnyTarget): number {
  return distinctUrls({ urls: textsIn(urls) }).length;
}
