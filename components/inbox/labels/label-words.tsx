import { cn } from "#components/ui/class-names.ts";
import type { LabelAnswer, Significance } from "#lib/inbox/labels/model.ts";

/** How much a label weighs, as one to three bars, so that colour is never alone. */
const BARS: Record<Significance, { filled: number; word: string; look: string }> = {
  high: { filled: 3, word: "high", look: "bg-error-bar" },
  medium: { filled: 2, word: "medium", look: "bg-changed-bar" },
  low: { filled: 1, word: "low", look: "bg-same-bar" },
};

/** How much something weighs. */
export function SignificanceMark({ significance }: { significance: Significance }) {
  const { filled, word, look } = BARS[significance];
  return (
    <span title={`Significance: ${word}`} className="inline-flex h-3 shrink-0 items-end gap-px">
      <span className="sr-only">{word} significance</span>
      {[1, 2, 3].map((bar) => (
        <span
          key={bar}
          aria-hidden
          style={{ height: `${bar * 33}%` }}
          className={cn("w-0.75 rounded-[1px]", bar <= filled ? look : "bg-border")}
        />
      ))}
    </span>
  );
}

type Labelled = {
  label: LabelAnswer | null;
  labelledBy?: string | null;
  signedOffBy?: string | null;
};

/** Whether the label of an item waits for a second person to agree. */
export const needsSignOff = ({ label, signedOffBy }: Labelled): boolean =>
  label?.secondSignOff === true && !signedOffBy;

/** The label of an item, who gave it, and whether somebody else has agreed or still has to. */
export function LabelWords({ item, className }: { item: Labelled; className?: string }) {
  const { label, labelledBy, signedOffBy } = item;
  if (!label) return null;
  return (
    <span className={cn("flex min-w-0 items-center gap-1.5 text-xs", className)}>
      <span
        title={[label.kind, labelledBy && `labelled by ${labelledBy}`].filter(Boolean).join(", ")}
        className="flex min-w-0 items-center gap-1.5 rounded-full border bg-surface px-1.5 text-foreground"
      >
        <SignificanceMark significance={label.significance} />
        <span className="truncate">{label.name}</span>
      </span>
      {needsSignOff(item) && (
        <span className="shrink-0 rounded-full bg-changed-soft px-1.5 font-medium text-changed">
          needs sign-off
        </span>
      )}
      {label.secondSignOff && signedOffBy && (
        <span title={`Signed off by ${signedOffBy}`} className="shrink-0 text-muted">
          signed off
        </span>
      )}
    </span>
  );
}
