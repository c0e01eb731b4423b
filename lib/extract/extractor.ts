import type { Converter } from "#lib/extract/converter.ts";
import type { Answered } from "#lib/extract/page-text.ts";
import type { Surface } from "#lib/page/surface.ts";
import type { ScrapeOptions } from "#lib/target/model.ts";

/** What the process that extracts lends to every extractor. */
export type ExtractionServices = { converter: Converter };

/** A surface as it was extracted, and what the page says of itself where the extractor saw it. */
export type Extracted = Pick<Surface, "content" | "kind"> & {
  title?: string | null;
  contentType?: string | null;
};

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
  /** @throws PageError for anything a page can do wrong */
  extract(
    answer: Answered,
    options: ScrapeOptions,
    services: ExtractionServices,
    signal: AbortSignal,
  ): Promise<Extracted>;
};
