import { hash as digest } from "node:crypto";
import type { ExtractionServices, Extractor, KnownContent } from "#lib/extract/extractor.ts";
import { linksExtractor } from "#lib/extract/links-extractor.ts";
import type { PageAnswer } from "#lib/extract/page-text.ts";
import { optionsFingerprint } from "#lib/extract/text/index.ts";
import { convertOptions, textExtractor } from "#lib/extract/text-extractor.ts";
import { packText } from "#lib/page/index.ts";
import type { PackedContent, Surface } from "#lib/page/surface.ts";
import type { ScrapeOptions } from "#lib/target/model.ts";

/** Every surface a page may have, in the order in which they are compared. */
const extractors: Extractor[] = [textExtractor, linksExtractor];

/** Adds a surface to all pages whose options ask for it. @returns what takes it away again */
export function registerExtractor(extractor: Extractor): () => void {
  extractors.push(extractor);
  return () => void extractors.splice(extractors.indexOf(extractor), 1);
}

type ExtractedPage = {
  surfaces: Surface[];
  title: string | null;
  contentType: string | null;
};

/** All surfaces of an answer, each without its content where that is the baseline's. @throws PageError when the page has none, or one of them cannot be made */
export async function extractSurfaces(
  answer: PageAnswer,
  options: ScrapeOptions,
  baselines: ReadonlyMap<string, KnownContent>,
  services: ExtractionServices,
  signal: AbortSignal,
): Promise<ExtractedPage> {
  const page: ExtractedPage = { surfaces: [], title: null, contentType: null };
  const all = asked(options);
  for (const [index, extractor] of all.entries()) {
    const known = baselines.get(extractor.surface) ?? null;
    const isLast = index === all.length - 1;
    // An extractor may hand the body over to another thread, and then it is gone.
    const own = isLast ? answer : { ...answer, body: Buffer.from(answer.body) };
    const extracted = await extractor.extract(own, options, known, services, signal);
    const { kind, content, title, contentType, source = null, readsMore = false } = extracted;
    page.surfaces.push({
      name: extractor.surface,
      kind,
      fingerprint: extractor.fingerprint(options),
      outlivesFingerprint: extractor.outlivesFingerprint ?? false,
      readsMore,
      isCompared: extractor.isCompared ?? true,
      source,
      content: typeof content === "string" ? await contentOf(content, known?.hash) : content,
    });
    page.title ??= title ?? null;
    page.contentType ??= contentType ?? null;
  }
  return page;
}

async function contentOf(text: string, known: Buffer | undefined): Promise<PackedContent | null> {
  const hash = digest("sha256", text, "buffer");
  if (known?.equals(hash)) return null;
  return { hash, size: Buffer.byteLength(text), packed: await packText(text) };
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
