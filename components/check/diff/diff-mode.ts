"use client";

import { useSyncExternalStore } from "react";
import type { DiffMode } from "#components/check/diff/rows.ts";
import { useMedia } from "#components/hooks/use-media.ts";

const KEY = "tidemark:diff";
const CHANGED = "tidemark:diff-mode";

function remembered(): DiffMode {
  try {
    return localStorage.getItem(KEY) === "unified" ? "unified" : "split";
  } catch {
    return "split";
  }
}

function subscribe(changed: () => void): () => void {
  window.addEventListener(CHANGED, changed);
  window.addEventListener("storage", changed);
  return () => {
    window.removeEventListener(CHANGED, changed);
    window.removeEventListener("storage", changed);
  };
}

/** Sets how diffs are shown, here and from now on. */
export function setDiffMode(mode: DiffMode): void {
  try {
    localStorage.setItem(KEY, mode);
  } catch {
    // Storage may be refused; the choice is then forgotten, and nothing else.
  }
  window.dispatchEvent(new Event(CHANGED));
}

/** How this person reads diffs; a narrow screen has room for one column only. */
export function useDiffMode(): { mode: DiffMode; canSplit: boolean } {
  const chosen = useSyncExternalStore<DiffMode>(subscribe, remembered, () => "split");
  const canSplit = useMedia("(min-width: 800px)", true);
  return { mode: canSplit ? chosen : "unified", canSplit };
}
