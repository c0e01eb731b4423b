export { applyDiff } from "./apply-diff.ts";
export { type Blame, Blamer } from "./blame.ts";
export { type DiffOptions, diffText, type TextDiff } from "./diff-text.ts";
export { type ChangedLines, changesOf, type Excerpt, excerptOf, firstExcerpt } from "./excerpt.ts";
export { wordHighlights } from "./highlights.ts";
export { mergeWords, type WordRun } from "./merge-words.ts";
export { type Pair, pairLines } from "./pair-lines.ts";
export {
  type ParsedChange,
  type ParsedChunk,
  type ParsedDiff,
  type ParsedFile,
  parsedDiff,
} from "./parsed.ts";
export type { Span } from "./words.ts";
