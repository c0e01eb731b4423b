export { applyDiff } from "./apply-diff.ts";
export { type DiffOptions, diffText, type TextDiff } from "./diff-text.ts";
export { type ChangedLines, changesOf, type Excerpt, excerptOf, firstExcerpt } from "./excerpt.ts";
export { type Span, wordHighlights } from "./highlights.ts";
export {
  type ParsedChange,
  type ParsedChunk,
  type ParsedDiff,
  type ParsedFile,
  parsedDiff,
} from "./parsed.ts";
