import type { Excerpt } from "#lib/page/diff/index.ts";

/** "Starter $19 → $24": the change in a line. */
export function ExcerptText({ excerpt }: { excerpt: Excerpt }) {
  const { lead, before, after } = excerpt;
  return (
    // What went never pushes out what came: each has its share of a narrow screen.
    <span className="flex min-w-0 items-baseline gap-1 whitespace-nowrap">
      {lead && <span className="min-w-8 truncate text-muted">{lead}</span>}
      {before && (
        <del className="min-w-0 shrink truncate rounded-sm bg-gone-word px-0.5 no-underline">{before}</del>
      )}
      {before && after && <span className="text-muted">→</span>}
      {after && (
        <ins className="min-w-0 shrink truncate rounded-sm bg-came-word px-0.5 no-underline">{after}</ins>
      )}
    </span>
  );
}
