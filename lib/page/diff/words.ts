/** Part of a line, in UTF-16 units as `slice` takes them: `from` inclusive, `to` exclusive. */
export type Span = { from: number; to: number };

/** A number with its separators, a letter of a script written without spaces, a word, blanks, or a sign. */
const WORD =
  /\p{N}+(?:[.,:]\p{N}+)*|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[\p{L}\p{M}\p{N}_]+|\s+|[^\p{L}\p{N}\s]/gu;

/** A line cut into words, blanks and signs; joined again they are the line. */
export function wordsOf(line: string): string[] {
  return line.match(WORD) ?? [];
}
