"use client";

import { OUTCOME_ORDER, OUTCOMES } from "#components/check/outcome.tsx";
import { cn } from "#components/ui/class-names.ts";
import type { CheckAnswer } from "#lib/check/model.ts";
import type { PageStatus } from "#lib/page/model.ts";

/**
 * A check's counts, each of which shows only its own pages. What no page is is no choice, and neither is what all of them
 * are; one that the address has chosen stays, to be taken back.
 */
export function StatusFilter({
  summary,
  chosen,
  onChoose,
}: {
  summary: CheckAnswer["summary"];
  chosen: PageStatus | undefined;
  onChoose: (status: PageStatus | undefined) => void;
}) {
  const shown = OUTCOME_ORDER.filter((status) => summary[status] > 0 || status === chosen);
  if (shown.length < 2 && !chosen) return null;
  return (
    <fieldset className="flex min-w-0 gap-1 overflow-x-auto">
      <legend className="sr-only">Show pages</legend>
      <Choice chosen={!chosen} onClick={() => onChoose(undefined)} count={summary.totalPages}>
        All
      </Choice>
      {shown.map((status) => (
        <Choice
          key={status}
          chosen={chosen === status}
          onClick={() => onChoose(chosen === status ? undefined : status)}
          count={summary[status]}
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
  count,
  onClick,
  children,
}: {
  chosen: boolean;
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
        "flex h-8 shrink-0 items-center gap-1.5 rounded-md border border-transparent px-2.5 text-sm transition-colors duration-150 pointer-coarse:h-11",
        chosen ? "border-border-strong bg-surface font-medium" : "hover:bg-sunken",
      )}
    >
      {children}
      <span className={cn("tabular-nums", chosen ? "text-foreground" : "text-muted")}>
        {count.toLocaleString("en")}
      </span>
    </button>
  );
}
