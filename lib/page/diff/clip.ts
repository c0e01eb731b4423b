import type { Change, Hunk } from "./hunks.ts";

export type Bounds = { lines: number; characters: number };

/**
 * The hunks as far as their changed lines fit into these bounds, the last one cut short where it must be. Of what
 * changed first a line of each side is kept in any case, however long it is.
 * @returns the very same list when all of it fits
 */
export function clipHunks(hunks: Hunk[], previous: string[], current: string[], bounds: Bounds): Hunk[] {
  let { lines, characters } = bounds;
  const fitting = (side: string[], from: number, to: number, least: number): number => {
    let at = from;
    while (at < to && (at - from < least || (lines > 0 && characters > 0))) {
      lines--;
      characters -= side[at++]?.length ?? 0;
    }
    return at;
  };
  const kept: Hunk[] = [];
  for (const hunk of hunks) {
    const changes: Change[] = [];
    for (const change of hunk.changes) {
      const least = kept.length + changes.length === 0 ? 1 : 0;
      const previousTo = fitting(previous, change.previousFrom, change.previousTo, least);
      const currentTo = fitting(current, change.currentFrom, change.currentTo, least);
      if (previousTo === change.previousTo && currentTo === change.currentTo) {
        changes.push(change);
        continue;
      }
      const isEmpty = previousTo === change.previousFrom && currentTo === change.currentFrom;
      if (!isEmpty) changes.push({ ...change, previousTo, currentTo });
      const last = changes.at(-1);
      const cut = last && { ...hunk, changes, previousTo: last.previousTo, currentTo: last.currentTo };
      return cut ? [...kept, cut] : kept;
    }
    kept.push(hunk);
  }
  return hunks;
}
