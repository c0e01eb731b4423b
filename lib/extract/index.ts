export { type Converter, createConverter } from "#lib/extract/converter.ts";
export type { Extracted, ExtractionServices, Extractor } from "#lib/extract/extractor.ts";
export { extractionFingerprint, extractSurfaces, registerExtractor } from "#lib/extract/extractors.ts";
export type { Difference } from "#lib/extract/task.ts";
export { htmlThatSays, isUsableSelector } from "#lib/extract/text/index.ts";
