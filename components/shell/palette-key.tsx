"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Names the palette's key as this keyboard has it. The server cannot know it, and names the commoner one. */
export function PaletteKey() {
  const apple = useSyncExternalStore(
    never,
    () => /Mac|iPhone|iPad/.test(navigator.platform),
    () => false,
  );
  return (
    <kbd aria-hidden className="hidden rounded-sm border px-1 font-mono text-xs lg:inline">
      {apple ? "⌘K" : "Ctrl K"}
    </kbd>
  );
}
