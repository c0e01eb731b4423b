import { ChevronDown, ChevronRight } from "lucide-react";
import type { TargetHeading } from "#components/check/results/sections.ts";
import { count } from "#components/check/words.ts";

/** The heading of one target's pages. */
export function TargetRow({
  heading: { target, number },
  folded,
  height,
  onToggle,
}: {
  heading: TargetHeading;
  folded: boolean;
  height: number;
  onToggle: () => void;
}) {
  return (
    <h3 className="border-b border-b-border-strong">
      <button
        type="button"
        aria-expanded={!folded}
        onClick={onToggle}
        className="flex w-full items-center gap-1.5 pr-9 text-left text-sm -outline-offset-2 pointer-coarse:pr-11"
        style={{ height }}
      >
        {folded ? (
          <ChevronRight className="size-4 text-muted" />
        ) : (
          <ChevronDown className="size-4 text-muted" />
        )}
        <span className="font-medium">Target {number}</span>
        <span className="text-muted">
          {target.type} · {count(target.summary.totalPages, "page")}
        </span>
        <span className="ml-auto text-muted">{count(target.credits.total, "credit")}</span>
      </button>
    </h3>
  );
}
