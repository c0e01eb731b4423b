"use client";

import { OUTCOME_ORDER, OUTCOMES } from "#components/check/outcome.tsx";
import { cn } from "#components/ui/class-names.ts";
import type { CheckAnswer } from "#lib/check/model.ts";
import type { PageStatus } from "#lib/page/model.ts";

/** A check's counts, each of which shows only its own pages. */
export function StatusFilter({
  summary,
  chosen,
  onChoose,
}: {
  summary: CheckAnswer["summary"];
  chosen: PageStatus | undefined;
  onChoose: (status: PageStatus | undefined) => void;
}) {
  return (
    <fieldset className="flex flex-wrap gap-1">
      <legend className="sr-only">Show pages</legend>
      <Choice chosen={!chosen} onClick={() => onChoose(undefined)} count={summary.totalPages}>
        All
      </Choice>
      {OUTCOME_ORDER.map((status) => (
        <Choice
          key={status}
          chosen={chosen === status}
          onClick={() => onChoose(chosen === status ? undefined : status)}
          count={summary[status]}
          quiet={summary[status] === 0}
        >
          <span aria-hidden className={cn("font-mono font-semibold", OUTCOMES[status].text)}>
            {OUTCOMES[status].glyph}
          </span>
          {OUTCOMES[status].word}
        </Choice>
      ))}
    </fieldset>
  );
}

function Choice({
  chosen,
  quiet,
  count,
  onClick,
  children,
}: {
  chosen: boolean;
  quiet?: boolean;
  count: number;
  onClick: () => void;
  children: React.ReactNode;
}) {
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={onClick}
      className={cn(
        "flex h-8 items-center gap-1.5 rounded-md border border-transparent px-2.5 text-sm transition-colors duration-150 pointer-coarse:h-11",
        chosen ? "border-border-strong bg-surface font-medium" : "hover:bg-sunken",
        quiet && !chosen && "text-muted",
      )}
    >
      {children}
      <span className={cn("tabular-nums", chosen ? "text-foreground" : "text-muted")}>
        {count.toLocaleString("en")}
      </span>
    </button>
  );
}
