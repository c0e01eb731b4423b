import type { PageCredits } from "#lib/credit/model.ts";
import type { TrackedPage } from "#lib/page/index.ts";
import type { ScrapeOptions, Target } from "#lib/target/model.ts";

/** What a check lends to its targets. */
export type PageSource = {
  /** The tracked pages of these URLs, without those that the check has recorded already, in the order given. */
  track(urls: string[]): Promise<TrackedPage[]>;
};

/** How a check carries out a kind of target: the part of the kind that needs the database. */
export type TargetRun<T extends { id: string; type: string } = Target> = {
  /** How many pages a check of it visits; null where that turns out on the way. */
  expectedPages(target: T): number | null;
  /** How its pages are fetched and what is made of them. */
  options(target: T): ScrapeOptions;
  /** What one of its pages costs that was read, before judging (contract: Credits). */
  price(target: T): PageCredits;
  /** Its pages, as they become known. The check pulls many at once and may be stopped at any of them. */
  pages(target: T, source: PageSource): AsyncIterable<TrackedPage>;
};
