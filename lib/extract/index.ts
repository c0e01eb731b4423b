export { type Converter, createConverter } from "#lib/extract/converter.ts";
export type { ExtractionServices, Extractor } from "#lib/extract/extractor.ts";
export { extractionFingerprint, extractSurfaces, registerExtractor } from "#lib/extract/extractors.ts";
export { isUsableSelector } from "#lib/extract/text/index.ts";
