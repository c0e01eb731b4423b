import { ExcerptText } from "#components/check/diff/excerpt-text.tsx";
import { cn } from "#components/ui/class-names.ts";
import type { PageChange } from "#lib/page/model.ts";

/** "Starter $19 → $24  +2 more": what changed on a page, in a line that cuts what it has no room for. */
export function ChangeWords({ change }: { change: PageChange }) {
  const { excerpt, changes } = change;
  const more = (changes ?? 1) - 1;
  return (
    <span className="flex min-w-0 items-baseline gap-2">
      {excerpt ? (
        <ExcerptText excerpt={excerpt} />
      ) : (
        <span className="truncate text-muted">Only blanks or the order of lines</span>
      )}
      {more > 0 && <span className="shrink-0 text-muted text-xs">+{more.toLocaleString("en")} more</span>}
    </span>
  );
}

/** "+3 −2": how many lines came and went. */
export function LineCounts({ change, className }: { change: PageChange; className?: string }) {
  const { linesAdded, linesRemoved } = change;
  return (
    <span className={cn("shrink-0 whitespace-nowrap font-mono text-xs tabular-nums", className)}>
      <span className="sr-only">
        {linesAdded} lines added, {linesRemoved} removed
      </span>
      <span aria-hidden className={linesAdded > 0 ? "text-new" : "text-muted"}>
        +{linesAdded.toLocaleString("en")}
      </span>{" "}
      <span aria-hidden className={linesRemoved > 0 ? "text-error" : "text-muted"}>
        −{linesRemoved.toLocaleString("en")}
      </span>
    </span>
  );
}
