"use client";

import Link from "next/link";
import type { MouseEvent } from "react";
import { counted } from "#components/inbox/counted.ts";
import { type DeskView, deskAddress, VIEWS, type View } from "#components/inbox/desk-view.ts";
import type { Counts } from "#components/inbox/queries.ts";
import { cn } from "#components/ui/class-names.ts";

const WORDS: Record<View, string> = {
  open: "Open",
  mine: "Mine",
  failing: "Failing",
  snoozed: "Snoozed",
  done: "Done",
  noise: "Noise",
  all: "All",
};
/** Lists that are worth a tab also while nothing is in them; how many are in the last two tells nobody anything. */
const ALWAYS: readonly View[] = ["open", "done"];
const UNCOUNTED: readonly View[] = ["done", "all"];

/** The lists of the inbox, each with how many items it has. Lists without any are not shown. */
export function ViewTabs({
  view,
  counts,
  show,
}: {
  view: DeskView;
  counts: Counts | undefined;
  show: (view: View) => void;
}) {
  const shown = VIEWS.filter(
    (one) => one === view.view || ALWAYS.includes(one) || (one !== "all" && (counts?.[one] ?? 0) > 0),
  );
  const onClick = (event: MouseEvent, one: View) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    show(one);
  };
  return (
    <nav aria-label="Lists" className="-mx-1 flex min-w-0 flex-1 overflow-x-auto [scrollbar-width:none]">
      {shown.map((one) => {
        const isCurrent = one === view.view;
        const number = UNCOUNTED.includes(one) ? undefined : counts?.[one];
        return (
          <Link
            key={one}
            href={deskAddress({ ...view, view: one })}
            prefetch={false}
            onClick={(event) => onClick(event, one)}
            aria-current={isCurrent ? "page" : undefined}
            className={cn(
              "flex h-9 shrink-0 items-center gap-1.5 rounded-md px-2 text-sm -outline-offset-2 pointer-coarse:h-11",
              isCurrent ? "font-semibold text-foreground" : "text-muted hover:text-foreground",
            )}
          >
            {WORDS[one]}
            {number !== undefined && (
              <span className={cn("tabular-nums", isCurrent ? "text-accent" : "text-muted")}>
                {counted(number)}
              </span>
            )}
          </Link>
        );
      })}
    </nav>
  );
}
