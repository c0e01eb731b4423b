import type { PageResult } from "#lib/check/run/check-page.ts";
import type { PageCredits } from "#lib/credit/model.ts";
import type { FieldIssue } from "#lib/errors.ts";
import type { FileFetcher } from "#lib/fetch/index.ts";
import type { Baseline, TrackedPage } from "#lib/page/index.ts";
import type { ScrapeOptions, Target } from "#lib/target/model.ts";

/** What a check lends to its targets. */
export type PageSource = {
  /** The tracked pages of these URLs, without those that the check has recorded already, in the order given. */
  track(urls: string[]): Promise<TrackedPage[]>;
};

/** What a check lends to targets that find their pages on the way. */
export type VisitSource = PageSource & {
  checkId: string;
  monitorId: string;
  /** Fetches what is no page and costs nothing, such as robots.txt. @throws Error with a sentence */
  fetchFile(url: string): ReturnType<FileFetcher>;
  record(result: PageResult): Promise<void>;
  /** The stored content of a baseline, packed. */
  readContent(baseline: Baseline): Promise<Buffer>;
  /** Aborted when the check is left, whatever the reason. */
  signal: AbortSignal;
};

/** What is told of a target when its pages are done, beside what these say themselves. */
export type TargetEnding = {
  /** Pages known before which this check did not come to, by the reason. */
  notReached: { count: number; reasons: Record<string, number> };
  /** Why the target as a whole could not be carried out; absent when it could. */
  error?: string | undefined;
  warnings?: string[] | undefined;
};

/** One look of one check at a target whose pages become known on the way. */
export type TargetVisit = {
  /** Its pages, as they become known; ends when no page that is still in hand can lead to more. */
  pages(): AsyncIterable<TrackedPage>;
  /** Told of each page instead of the recorder: it records what is to be, then or later. */
  seen(result: PageResult): Promise<void>;
  /** After the last page: records what it held back. */
  settle(): Promise<void>;
  /** Once all that was recorded is written. `gone` are pages that are no more, in lots. */
  close(): Promise<{ ending: TargetEnding; gone: AsyncIterable<TrackedPage[]> }>;
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
  /** Instead of `pages`, for a kind that finds its pages on the way. */
  visit?(target: T, source: VisitSource): TargetVisit;
};
