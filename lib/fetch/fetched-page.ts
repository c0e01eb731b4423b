import type { PageMetadata } from "#lib/page/model.ts";
import type { ScrapeOptions } from "#lib/target/model.ts";

/** What the outside world is turned into: foreign shapes stop here. */

/** What identifies the content last seen, so that unchanged pages are recognised without converting them. */
export type Validators = {
  bodyHash: Buffer;
  etag: string | null;
  lastModified: string | null;
  /** The address that gave them, when a redirect led elsewhere than the page's own. */
  validatorsUrl: string | null;
  /** Of the options the content was made with: other options, other content. */
  fingerprint: string;
};

export type KnownContent = { [key in keyof Validators]: Validators[key] | null };

type Found = {
  statusCode: number;
  /** Bytes of the body; null when none was sent. */
  size: number | null;
  /** What the fetch itself took, without the wait for a place at the host. */
  durationMs: number;
};

export type FetchedPage =
  | { kind: "unchanged"; found: Found; learned: Validators | null }
  | {
      kind: "content";
      found: Found;
      contentKind: "markdown" | "json" | "text" | "binary";
      content: string;
      title: string | null;
      contentType: string | null;
      metadata: PageMetadata | null;
      validators: Validators;
    };

/** Fetches one page. @throws PageError for anything a page can do wrong */
export type PageFetcher = (
  page: { url: string; baseline: KnownContent | null },
  options: ScrapeOptions,
  signal: AbortSignal,
) => Promise<FetchedPage>;
