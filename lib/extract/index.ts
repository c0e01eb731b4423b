export { type Converter, createConverter } from "#lib/extract/converter.ts";
export type { Extracted, ExtractionServices, Extractor } from "#lib/extract/extractor.ts";
export { extractionFingerprint, extractSurfaces, registerExtractor } from "#lib/extract/extractors.ts";
export { linksIn, withLinks } from "#lib/extract/links-extractor.ts";
export type { TextPreview } from "#lib/extract/preview-text.ts";
export type { Difference } from "#lib/extract/task.ts";
export { htmlThatSays, isUsableSelector } from "#lib/extract/text/index.ts";
export { convertOptions } from "#lib/extract/text-extractor.ts";
