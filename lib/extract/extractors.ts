import type { ExtractionServices, Extractor } from "#lib/extract/extractor.ts";
import type { Answered } from "#lib/extract/page-text.ts";
import { optionsFingerprint } from "#lib/extract/text/index.ts";
import { convertOptions, textExtractor } from "#lib/extract/text-extractor.ts";
import type { Surface } from "#lib/page/surface.ts";
import type { ScrapeOptions } from "#lib/target/model.ts";

/** Every surface a page may have, in the order in which they are compared. */
const extractors: Extractor[] = [textExtractor];

/** Adds a surface to all pages whose options ask for it. @returns what takes it away again */
export function registerExtractor(extractor: Extractor): () => void {
  extractors.push(extractor);
  return () => void extractors.splice(extractors.indexOf(extractor), 1);
}

export type ExtractedPage = {
  surfaces: Surface[];
  title: string | null;
  contentType: string | null;
};

/** All surfaces of an answer. @throws PageError when the page has none, or one of them cannot be made */
export async function extractSurfaces(
  answer: Answered,
  options: ScrapeOptions,
  services: ExtractionServices,
  signal: AbortSignal,
): Promise<ExtractedPage> {
  const page: ExtractedPage = { surfaces: [], title: null, contentType: null };
  for (const extractor of asked(options)) {
    const { content, kind, title, contentType } = await extractor.extract(answer, options, services, signal);
    page.surfaces.push({
      name: extractor.surface,
      content,
      kind,
      fingerprint: extractor.fingerprint(options),
    });
    page.title ??= title ?? null;
    page.contentType ??= contentType ?? null;
  }
  return page;
}

/** The same for options with which the same surfaces are made of every answer. */
export function extractionFingerprint(options: ScrapeOptions): string {
  const others = asked(options).filter((extractor) => extractor !== textExtractor);
  return [
    optionsFingerprint(convertOptions(options)),
    ...others.map((extractor) => `${extractor.surface} ${extractor.fingerprint(options)}`),
  ].join("\n");
}

function asked(options: ScrapeOptions): Extractor[] {
  return extractors.filter((extractor) => extractor.takes(options));
}
