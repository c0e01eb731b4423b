import type { Converter } from "#lib/extract/converter.ts";
import type { PageAnswer } from "#lib/extract/page-text.ts";
import type { Baseline, PackedContent, Surface } from "#lib/page/surface.ts";
import type { ScrapeOptions } from "#lib/target/model.ts";

/** What the process that extracts lends to every extractor. */
export type ExtractionServices = { converter: Converter };

/** A surface as it was extracted, and what the page says of itself where the extractor saw it. */
export type Extracted = {
  kind: Surface["kind"];
  /** The text itself; or as it is stored; or null for the content whose hash was given. */
  content: string | PackedContent | null;
  title?: string | null;
  contentType?: string | null;
  /** SHA-256 of what the content was made of, from which alone the same content follows; then it can be recognised early. */
  source?: Buffer | null;
  /** It reads more of the page than older versions of its extractor did. */
  readsMore?: boolean | undefined;
};

/** How the content of a baseline is recognised. */
export type KnownContent = Pick<Baseline, "hash" | "source">;

/** Makes one surface of a page's answer. */
export type Extractor = {
  /** The surface's name: what its baselines are kept under. */
  surface: string;
  /** Whether pages with these options have the surface. */
  takes(options: ScrapeOptions): boolean;
  /**
   * Of everything that decides the content beside the answer and that may change without being a change of the page:
   * the version of what makes it, a schema, a prompt.
   */
  fingerprint(options: ScrapeOptions): string;
  /** Whether a content made under another fingerprint is close enough to be compared, once the page's bytes are others. */
  outlivesFingerprint?: boolean;
  /** False for what is kept and never told of as a change of the page. */
  isCompared?: boolean;
  /**
   * @param known the content it had; an extractor may answer null instead of the same content
   * @throws PageError for anything a page can do wrong
   */
  extract(
    answer: PageAnswer,
    options: ScrapeOptions,
    known: KnownContent | null,
    services: ExtractionServices,
    signal: AbortSignal,
  ): Promise<Extracted>;
};
