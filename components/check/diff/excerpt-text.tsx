import type { Excerpt } from "#components/check/diff/excerpt.ts";

/** "Starter $19 → $24": the change in a line. */
export function ExcerptText({ excerpt }: { excerpt: Excerpt }) {
  const { lead, gone, came } = excerpt;
  return (
    // What went never pushes out what came: each has its share of a narrow screen.
    <span className="flex min-w-0 items-baseline gap-1 whitespace-nowrap">
      {lead && <span className="min-w-8 truncate text-muted">{lead}</span>}
      {gone && (
        <del className="min-w-0 shrink truncate rounded-sm bg-gone-word px-0.5 no-underline">{gone}</del>
      )}
      {gone && came && <span className="text-muted">→</span>}
      {came && (
        <ins className="min-w-0 shrink truncate rounded-sm bg-came-word px-0.5 no-underline">{came}</ins>
      )}
    </span>
  );
}
