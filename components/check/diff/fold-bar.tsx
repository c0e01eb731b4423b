import { OPENED_AT_ONCE, type OpenBy } from "#components/check/diff/folds.ts";
import type { Fold } from "#components/check/diff/rows.ts";
import { count } from "#components/check/words.ts";

/** Stands for unchanged lines, and opens them. */
export function FoldBar({ fold, onOpen }: { fold: Fold; onOpen: ((fold: Fold, by: OpenBy) => void) | null }) {
  const { hidden } = fold;
  const isFirst = fold.after === 1;
  const isLast = hidden === null;
  const isLong = isLast || hidden > OPENED_AT_ONCE;
  return (
    <span className="flex h-5 items-center gap-x-3 font-sans text-muted text-xs pointer-coarse:h-6">
      <span className="min-w-0 truncate">
        {hidden === null ? "… the rest is unchanged" : `… ${count(hidden, "unchanged line")}`}
      </span>
      {onOpen && (
        <span className="flex gap-x-1 print:hidden">
          {isLong && !isFirst && (
            <Opener word={`${OPENED_AT_ONCE} ↓`} onPress={() => onOpen(fold, "above")} />
          )}
          {isLong && !isLast && <Opener word={`${OPENED_AT_ONCE} ↑`} onPress={() => onOpen(fold, "below")} />}
          <Opener word="all" onPress={() => onOpen(fold, "all")} />
        </span>
      )}
    </span>
  );
}

/** As low as a line, so that a text begins high up; where fingers point it reaches into the lines beside it. */
function Opener({ word, onPress }: { word: string; onPress: () => void }) {
  return (
    <button
      type="button"
      aria-label={`show ${word}`}
      onClick={onPress}
      className="relative h-5 whitespace-nowrap rounded-sm px-1.5 text-accent -outline-offset-2 hover:bg-accent-soft pointer-coarse:h-6 pointer-coarse:min-w-11 pointer-coarse:px-2 pointer-coarse:after:absolute pointer-coarse:after:inset-x-0 pointer-coarse:after:-inset-y-2.5"
    >
      <span className="max-sm:hidden">show </span>
      {word}
    </button>
  );
}
