import type { TextPreview } from "#lib/extract/index.ts";
import type { Share } from "#lib/fetch/http/index.ts";
import type { PageMetadata } from "#lib/page/model.ts";
import type { Surface } from "#lib/page/surface.ts";
import type { KnownAnswer, TrackedPage } from "#lib/page/tracked-page.ts";
import type { ScrapeOptions } from "#lib/target/model.ts";

/** What the outside world is turned into: foreign shapes stop here. */

/** What identifies an answer, so that an unchanged page is recognised next time without extracting anything. */
export type Validators = KnownAnswer & { bodyHash: Buffer; fingerprint: string };

/** How the fetch went. */
export type FetchFacts = {
  statusCode: number;
  /** Bytes of the body; null when none was sent. */
  size: number | null;
  /** What the fetch itself took, without the wait for a place at the host. */
  durationMs: number;
};

export type FetchedPage =
  | { kind: "unchanged"; facts: FetchFacts; learned: Validators | null }
  | {
      kind: "content";
      facts: FetchFacts;
      surfaces: Surface[];
      title: string | null;
      contentType: string | null;
      metadata: PageMetadata | null;
      validators: Validators;
    };

/** What the fetcher wants to know of a page. */
export type PageToFetch = Pick<TrackedPage, "url" | "known" | "baselines" | "harmful">;

/** Fetches one page, for whom it may say, and extracts its surfaces. @throws PageError for anything a page can do wrong */
export type PageFetcher = (
  page: PageToFetch,
  options: ScrapeOptions,
  signal: AbortSignal,
  share?: Share,
) => Promise<FetchedPage>;

/** Any answer below 600 is one, whatever its status. @throws FetchError when there is none */
export type FileFetcher = (
  url: string,
  signal: AbortSignal,
  share?: Share,
) => Promise<{ statusCode: number; body: Buffer; finalUrl: string }>;

/** A page as it was fetched to be looked at, and not to be compared. */
export type Previewed = { preview: TextPreview; facts: FetchFacts; redirectedTo: string | null };

/** @throws PageError for anything a page can do wrong */
export type Previewer = (
  url: string,
  options: ScrapeOptions,
  signal: AbortSignal,
  share?: Share,
) => Promise<Previewed>;
