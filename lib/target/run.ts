import type { PageCredits } from "#lib/credit/model.ts";
import type { FieldIssue } from "#lib/errors.ts";
import type { TrackedPage } from "#lib/page/index.ts";
import type { ScrapeOptions, Target } from "#lib/target/model.ts";

/** What a check lends to its targets. */
export type PageSource = {
  /** The tracked pages of these URLs, without those that the check has recorded already, in the order given. */
  track(urls: string[]): Promise<TrackedPage[]>;
};

/** How a check carries out a kind of target: the part of the kind that needs the database. */
export type TargetRun<T extends { type: string } = Target> = {
  /** What of a target can never work, beyond what its schema says; paths are within the target. */
  issues(target: T): FieldIssue[];
  /** How its pages are fetched and what is made of them. */
  options(target: T): ScrapeOptions;
  /** What one of its pages costs that was read, before judging (contract: Credits). */
  price(target: T): PageCredits;
  /** Its pages, as they become known. The check pulls many at once and may be stopped at any of them. */
  pages(target: T, source: PageSource): AsyncIterable<TrackedPage>;
};
