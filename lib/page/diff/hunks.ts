import type { Alignment } from "./align.ts";

/** A run of lines that differ; `from` inclusive, `to` exclusive, counted from 0. One side may be empty. */
export type Change = { previousFrom: number; previousTo: number; currentFrom: number; currentTo: number };

/** The changes that lie close enough to share their context, and the lines the hunk spans on each side. */
export type Hunk = Change & { changes: Change[] };

/** The alignment's unpaired lines as changes, gathered into hunks with `context` equal lines around each. */
export function hunksOf(alignment: Alignment, context: number): Hunk[] {
  const lineCount = alignment.removed.length;
  const hunks: Hunk[] = [];
  for (const change of changesOf(alignment)) {
    const open = hunks.at(-1);
    const joins = open && change.previousFrom - context <= open.previousTo;
    const hunk = joins ? open : beginHunk(change, context);
    if (!joins) hunks.push(hunk);
    hunk.changes.push(change);
    const after = Math.min(context, lineCount - change.previousTo);
    hunk.previousTo = change.previousTo + after;
    hunk.currentTo = change.currentTo + after;
  }
  return hunks;
}

function beginHunk(change: Change, context: number): Hunk {
  const before = Math.min(context, change.previousFrom);
  return {
    ...change,
    previousFrom: change.previousFrom - before,
    currentFrom: change.currentFrom - before,
    changes: [],
  };
}

function* changesOf({ removed, added }: Alignment): Generator<Change> {
  let previous = 0;
  let current = 0;
  while (previous < removed.length || current < added.length) {
    const start = { previousFrom: previous, currentFrom: current };
    while (removed[previous] === 1) previous++;
    while (added[current] === 1) current++;
    if (previous > start.previousFrom || current > start.currentFrom) {
      yield { ...start, previousTo: previous, currentTo: current };
    }
    previous++;
    current++;
  }
}
