import { align } from "./align.ts";
import { clipHunks } from "./clip.ts";
import { hunksOf } from "./hunks.ts";
import { unifiedText } from "./unified.ts";
import { windowOf } from "./window.ts";

export type DiffOptions = {
  /** Milliseconds the search for the shortest diff may take before the rest is reported coarsely; 250. */
  budgetMs?: number;
  /** Equal lines shown around each change; 3. */
  context?: number;
  /** Lines of each text, from the first difference on, that are compared at all; half a million. */
  maxLines?: number;
  /** The most a diff may report: changed lines, and the characters in them; 200,000 and 8 million. */
  most?: { lines: number; characters: number };
};

export type TextDiff = {
  /** Unified diff under `--- previous` and `+++ current`; "" when the texts are equal. */
  text: string;
  /** The very same lines stand on both sides, as often, in another order: things moved, nothing else. */
  reordered: boolean;
  /**
   * The budget ran out: the diff applies, but some lines it reports as removed and added may be unchanged. Or there
   * was more to compare, or to report, than is bounded: it tells the first changes only.
   */
  truncated: boolean;
  /** Lines found changed, also those that are not reported. */
  added: number;
  removed: number;
};

const BUDGET_MS = 250;
const CONTEXT_LINES = 3;
const MAX_LINES = 500_000;
const MOST = { lines: 200_000, characters: 8_000_000 };

/**
 * How `current` differs from `previous`, line by line; lines as `splitLines` cuts them. Bounded: beyond time
 * linear in the texts it spends at most the budget, and what it answers has a bound of its own.
 */
export function diffText(previous: string, current: string, options: DiffOptions = {}): TextDiff {
  const { budgetMs = BUDGET_MS, context = CONTEXT_LINES, maxLines = MAX_LINES, most = MOST } = options;
  if (previous === current) return { text: "", reordered: false, truncated: false, added: 0, removed: 0 };
  const deadline = performance.now() + budgetMs;
  const window = windowOf(previous, current, context, maxLines);
  const alignment = align(window.previous, window.current, deadline);
  const hunks = hunksOf(alignment, context);
  const reported = clipHunks(hunks, window.previous, window.current, most);
  return {
    text: unifiedText(reported, window.previous, window.current, window.linesBefore),
    reordered: window.complete && alignment.sameTokens,
    truncated: !alignment.complete || !window.complete || reported !== hunks,
    added: countOf(alignment.added),
    removed: countOf(alignment.removed),
  };
}

function countOf(marks: Uint8Array): number {
  return marks.reduce((sum, mark) => sum + mark, 0);
}
