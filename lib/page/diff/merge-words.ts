import { align } from "./align.ts";
import { type Span, wordsOf } from "./words.ts";

/** A stretch of two lines read as one: what both have, what only the first has, what only the second has. */
export type WordRun =
  | { kind: "same"; before: Span; after: Span }
  | { kind: "removed"; span: Span }
  | { kind: "added"; span: Span };

/** Beyond it, marking words helps nobody, and would take long. */
const LONGEST_LINE = 1500;
/** With less in common the two are not versions of one another. */
const LEAST_IN_COMMON = 0.3;

/**
 * Two versions of a line as one text, in which what went stands before what came in its place; null when they have too
 * little in common to be read as one. The same answer every time: no clock decides.
 */
export function mergeWords(before: string, after: string): WordRun[] | null {
  if (before.length > LONGEST_LINE || after.length > LONGEST_LINE) return null;
  const [left, right] = [wordsOf(before), wordsOf(after)];
  const { removed, added } = align(left, right, Number.POSITIVE_INFINITY);
  const common = left.filter((word, at) => removed[at] === 0 && word.trim() !== "").join("").length;
  const visible = (text: string) => text.replace(/\s+/g, "").length;
  if (common < LEAST_IN_COMMON * Math.max(visible(before), visible(after))) return null;
  return runsOf(left, right, removed, added);
}

function runsOf(left: string[], right: string[], removed: Uint8Array, added: Uint8Array): WordRun[] {
  const runs: WordRun[] = [];
  let [i, j, at, to] = [0, 0, 0, 0];
  while (i < left.length || j < right.length) {
    const [from, on] = [at, to];
    while (i < left.length && removed[i] === 1) at += left[i++]?.length ?? 0;
    while (j < right.length && added[j] === 1) to += right[j++]?.length ?? 0;
    if (at > from) runs.push({ kind: "removed", span: { from, to: at } });
    if (to > on) runs.push({ kind: "added", span: { from: on, to } });
    const [sameFrom, sameOn] = [at, to];
    let words = 0;
    while (i < left.length && j < right.length && removed[i] === 0 && added[j] === 0) {
      if (left[i]?.trim() !== "") words++;
      at += left[i++]?.length ?? 0;
      to += right[j++]?.length ?? 0;
    }
    if (at === sameFrom) continue;
    const same: WordRun = {
      kind: "same",
      before: { from: sameFrom, to: at },
      after: { from: sameOn, to },
    };
    const isBetween = runs.length > 0 && (i < left.length || j < right.length);
    if (words === 0 && isBetween) joinBlank(runs, same);
    else runs.push(same);
  }
  return joined(runs);
}

/** A blank between two words that both changed goes with them: they are read as one change. */
function joinBlank(runs: WordRun[], { before, after }: Extract<WordRun, { kind: "same" }>): void {
  runs.push({ kind: "removed", span: before }, { kind: "added", span: after });
}

/** Of neighbouring changes first all that went, then all that came. */
function joined(runs: WordRun[]): WordRun[] {
  const out: WordRun[] = [];
  let removed: Span | null = null;
  let added: Span | null = null;
  const flush = () => {
    if (removed) out.push({ kind: "removed", span: removed });
    if (added) out.push({ kind: "added", span: added });
    removed = null;
    added = null;
  };
  const grown = (span: Span | null, more: Span): Span => (span ? { from: span.from, to: more.to } : more);
  for (const run of runs) {
    if (run.kind === "same") {
      flush();
      out.push(run);
    } else if (run.kind === "removed") removed = grown(removed, run.span);
    else added = grown(added, run.span);
  }
  flush();
  return out;
}
