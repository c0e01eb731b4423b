import type { Extractor } from "#lib/extract/extractor.ts";
import { CONVERTER_VERSION, type ConvertOptions } from "#lib/extract/text/index.ts";
import type { ScrapeOptions } from "#lib/target/model.ts";

/**
 * The words of a page. Every page has them. Which part of the page is read is an option that its owner changes on
 * purpose, so what other options make of it is compared with what was there.
 */
export const textExtractor: Extractor = {
  surface: "text",
  takes: () => true,
  fingerprint: () => String(CONVERTER_VERSION),
  // Of nearly every page another version of the converter makes the same.
  outlivesFingerprint: true,
  async extract(answer, options, known, { converter }, signal) {
    const { kind, title, contentType, readsMore, source, ...text } = await converter.extract(
      answer,
      convertOptions(options),
      known && { hash: known.hash.toString("hex"), source: known.source?.toString("hex") ?? null },
      signal,
    );
    return {
      kind,
      title,
      contentType,
      readsMore,
      source: source ? Buffer.from(source, "hex") : null,
      content: text.isSame ? null : text,
    };
  },
};

export function convertOptions(options: ScrapeOptions): ConvertOptions {
  return {
    onlyMainContent: options.onlyMainContent ?? true,
    includeTags: options.includeTags ?? [],
    excludeTags: options.excludeTags ?? [],
    removeBase64Images: options.removeBase64Images ?? true,
  };
}
