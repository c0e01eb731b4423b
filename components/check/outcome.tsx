import { cn } from "#components/ui/class-names.ts";
import type { PageStatus } from "#lib/page/model.ts";

/** The five outcomes of a page: a colour, a glyph and a word each, so that colour is never alone. */
export const OUTCOMES: Record<
  PageStatus,
  { glyph: string; word: string; text: string; soft: string; bar: string }
> = {
  changed: {
    glyph: "±",
    word: "Changed",
    text: "text-changed",
    soft: "bg-changed-soft",
    bar: "bg-changed-bar",
  },
  new: { glyph: "+", word: "New", text: "text-new", soft: "bg-new-soft", bar: "bg-new-bar" },
  removed: {
    glyph: "−",
    word: "Removed",
    text: "text-removed",
    soft: "bg-removed-soft",
    bar: "bg-removed-bar",
  },
  error: { glyph: "!", word: "Error", text: "text-error", soft: "bg-error-soft", bar: "bg-error-bar" },
  same: { glyph: "=", word: "Same", text: "text-same", soft: "bg-sunken", bar: "bg-same-bar" },
};

/** In the order in which people care. */
export const OUTCOME_ORDER: PageStatus[] = ["changed", "new", "removed", "error", "same"];

/** The glyph of an outcome, with its word for those who cannot see it. */
export function OutcomeGlyph({ status }: { status: PageStatus }) {
  const { glyph, word, text } = OUTCOMES[status];
  return (
    <span className={cn("inline-block w-3.5 text-center font-mono font-semibold", text)} title={word}>
      <span aria-hidden>{glyph}</span>
      <span className="sr-only">{word}</span>
    </span>
  );
}

type Counts = Record<PageStatus, number>;

/** "±3 +1 =57 !1": what a check found, zero counts left out. */
export function OutcomeCounts({
  counts,
  className = "flex-wrap text-sm",
}: {
  counts: Counts;
  className?: string;
}) {
  const shown = OUTCOME_ORDER.filter((status) => counts[status] > 0);
  if (shown.length === 0) return <span className={cn("text-muted", className)}>—</span>;
  return (
    <span className={cn("inline-flex gap-x-2 font-mono tabular-nums", className)}>
      {shown.map((status) => (
        <span key={status} className={OUTCOMES[status].text} title={OUTCOMES[status].word}>
          <span aria-hidden>{OUTCOMES[status].glyph}</span>
          <span className="sr-only">{OUTCOMES[status].word} </span>
          {counts[status].toLocaleString("en")}
        </span>
      ))}
    </span>
  );
}
