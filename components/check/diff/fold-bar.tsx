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
    <span className="flex flex-wrap items-center gap-x-4 font-sans text-muted text-xs">
      <span>{hidden === null ? "… the rest is unchanged" : `… ${count(hidden, "unchanged line")}`}</span>
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

function Opener({ word, onPress }: { word: string; onPress: () => void }) {
  return (
    <button
      type="button"
      onClick={onPress}
      className="h-6 rounded-sm px-1.5 text-accent -outline-offset-2 hover:bg-accent-soft pointer-coarse:h-11 pointer-coarse:px-3"
    >
      show {word}
    </button>
  );
}
