import { align } from "./align.ts";
import { type Span, wordsOf } from "./words.ts";

const LONGEST_LINE = 2_000;
const BUDGET_MS = 20;
/** Below this share of common text the two lines are not versions of one another: marking words is noise. */
const LEAST_IN_COMMON = 0.25;

/**
 * The words that differ between a removed line and the added one that took its place. Lines that are too
 * long to compare cheaply, or that have next to nothing in common, come back as one span each.
 */
export function wordHighlights(removedLine: string, addedLine: string): { removed: Span[]; added: Span[] } {
  const whole = { removed: wholeLine(removedLine), added: wholeLine(addedLine) };
  if (removedLine.length > LONGEST_LINE || addedLine.length > LONGEST_LINE) return whole;
  const removedWords = wordsOf(removedLine);
  const addedWords = wordsOf(addedLine);
  const alignment = align(removedWords, addedWords, performance.now() + BUDGET_MS);
  if (!alignment.complete) return whole;
  const kept = removedWords.filter((word, index) => alignment.removed[index] === 0 && word.trim() !== "");
  const longest = Math.max(visibleLength(removedWords), visibleLength(addedWords));
  if (visibleLength(kept) < longest * LEAST_IN_COMMON) return whole;
  return { removed: spansOf(removedWords, alignment.removed), added: spansOf(addedWords, alignment.added) };
}

function wholeLine(line: string): Span[] {
  return line === "" ? [] : [{ from: 0, to: line.length }];
}

function visibleLength(words: string[]): number {
  return words.reduce((sum, word) => sum + word.trim().length, 0);
}

/** The marked words; a blank between two of them does not split the span. */
function spansOf(words: string[], marked: Uint8Array): Span[] {
  const spans: Span[] = [];
  let at = 0;
  let afterBlank = -1;
  words.forEach((word, index) => {
    const last = spans.at(-1);
    const to = at + word.length;
    if (marked[index] === 1) {
      if (last && (last.to === at || afterBlank === at)) last.to = to;
      else spans.push({ from: at, to });
    } else if (word.trim() === "" && last?.to === at) {
      afterBlank = to;
    }
    at = to;
  });
  return spans;
}
