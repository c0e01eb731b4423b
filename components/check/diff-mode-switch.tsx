"use client";

import { setDiffMode, useDiffMode } from "#components/check/diff/diff-mode.ts";
import type { DiffMode } from "#components/check/diff/rows.ts";
import { useShortcuts } from "#components/hooks/use-shortcuts.ts";
import { cn } from "#components/ui/class-names.ts";

const MODES: { mode: DiffMode; word: string; key: string }[] = [
  { mode: "split", word: "Split", key: "s" },
  { mode: "unified", word: "Unified", key: "u" },
];

/** How diffs are shown, with the keys that make reading them quick. */
export function DiffModeSwitch() {
  const { mode, canSplit } = useDiffMode();
  useShortcuts({ s: () => setDiffMode("split"), u: () => setDiffMode("unified") });
  return (
    <div className="flex items-center gap-3">
      <span className="hidden text-muted text-xs lg:inline">
        <Key>j</Key> <Key>k</Key> next, previous change <span className="px-1">·</span> <Key>c</Key> copy link
      </span>
      {canSplit && (
        <fieldset className="flex rounded-md border">
          <legend className="sr-only">Show diffs</legend>
          {MODES.map(({ mode: one, word, key }) => (
            <button
              key={one}
              type="button"
              aria-pressed={mode === one}
              aria-keyshortcuts={key}
              onClick={() => setDiffMode(one)}
              className={cn(
                "h-7 rounded-[5px] px-2.5 text-sm pointer-coarse:h-11",
                mode === one ? "bg-border/70 font-medium" : "text-muted hover:text-foreground",
              )}
            >
              {word}
            </button>
          ))}
        </fieldset>
      )}
    </div>
  );
}

export function Key({ children }: { children: string }) {
  return (
    <kbd className="rounded-sm border border-border-strong px-1 font-mono text-[11px] text-muted">
      {children}
    </kbd>
  );
}
