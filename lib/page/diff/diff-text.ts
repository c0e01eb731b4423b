import { align } from "./align.ts";
import { hunksOf } from "./hunks.ts";
import { splitLines } from "./lines.ts";
import { type ParsedDiff, parsedDiff } from "./parsed.ts";
import { unifiedText } from "./unified.ts";

export type DiffOptions = {
  /** Milliseconds the search for the shortest diff may take before the rest is reported coarsely; 250. */
  budgetMs?: number;
  /** Equal lines shown around each change; 3. */
  context?: number;
};

export type TextDiff = {
  /** Unified diff under `--- previous` and `+++ current`; "" when the texts are equal. */
  text: string;
  json: ParsedDiff;
  /** The very same lines stand on both sides, as often, in another order: things moved, nothing else. */
  reordered: boolean;
  /** The budget ran out: the diff applies, but some lines it reports as removed and added may be unchanged. */
  truncated: boolean;
  added: number;
  removed: number;
};

const BUDGET_MS = 250;
const CONTEXT_LINES = 3;

/**
 * How `current` differs from `previous`, line by line; lines as `splitLines` cuts them. Bounded: beyond time
 * linear in the texts it spends at most the budget.
 */
export function diffText(previous: string, current: string, options: DiffOptions = {}): TextDiff {
  const { budgetMs = BUDGET_MS, context = CONTEXT_LINES } = options;
  const deadline = performance.now() + budgetMs;
  const previousLines = splitLines(previous);
  const currentLines = splitLines(current);
  const alignment = align(previousLines, currentLines, deadline);
  const hunks = hunksOf(alignment, context);
  return {
    text: unifiedText(hunks, previousLines, currentLines),
    json: parsedDiff(hunks, previousLines, currentLines),
    reordered: hunks.length > 0 && alignment.sameTokens,
    truncated: !alignment.complete,
    added: countOf(alignment.added),
    removed: countOf(alignment.removed),
  };
}

function countOf(marks: Uint8Array): number {
  return marks.reduce((sum, mark) => sum + mark, 0);
}
