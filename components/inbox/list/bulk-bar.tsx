"use client";

import { X } from "lucide-react";
import { ActButtons } from "#components/inbox/acts/act-buttons.tsx";
import type { ItemActs } from "#components/inbox/acts/use-item-acts.tsx";
import type { ItemAnswer } from "#components/inbox/model.ts";
import { Button } from "#components/ui/button.tsx";

/** The acts on all selected items. It takes the place of what finds and narrows, so nothing moves. */
export function BulkBar({
  selected,
  acts,
  clear,
}: {
  selected: readonly ItemAnswer[];
  acts: ItemActs;
  clear: () => void;
}) {
  return (
    <div
      role="toolbar"
      aria-label="Selected items"
      className="flex h-8 min-w-0 flex-1 items-center gap-1.5 overflow-x-auto [scrollbar-width:none] pointer-coarse:h-11"
    >
      <span className="shrink-0 text-sm">
        <span className="font-medium">{selected.length.toLocaleString("en")}</span>
        <span className="sr-only"> selected</span>
      </span>
      <ActButtons items={selected} acts={acts} />
      <Button variant="quiet" size="icon" aria-label="Clear the selection" onClick={clear}>
        <X />
      </Button>
    </div>
  );
}
