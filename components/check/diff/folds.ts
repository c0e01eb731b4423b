import type { Fold, Segment } from "#components/check/diff/rows.ts";

/** How far a fold was opened: lines at its top, and at its end. */
export type Opening = { above: number; below: number };
export type Openings = ReadonlyMap<number, Opening>;

export const OPENED_AT_ONCE = 10;
export type OpenBy = "above" | "below" | "all";

/** What a press opens of a fold. */
export function opened(openings: Openings, { key }: Fold, by: OpenBy): Openings {
  const { above, below } = openings.get(key) ?? { above: 0, below: 0 };
  const more = {
    above: { above: above + OPENED_AT_ONCE, below },
    below: { above, below: below + OPENED_AT_ONCE },
    all: { above: Number.MAX_SAFE_INTEGER, below: 0 },
  }[by];
  return new Map(openings).set(key, more);
}

/** A diff with its folds opened so far, from the lines of the text as it is now. */
export function withOpened(
  segments: Segment[],
  openings: Openings,
  lines: readonly string[] | null,
): Segment[] {
  if (openings.size === 0 || !lines) return segments;
  const out: Segment[] = [];
  for (const segment of segments) {
    const opening = segment.kind === "fold" ? openings.get(segment.key) : undefined;
    if (segment.kind !== "fold" || !opening) out.push(segment);
    else openInto(out, segment, opening, lines);
  }
  return out;
}

/** A diff without folds: every line of its text. */
export function withAllOpened(segments: Segment[], lines: readonly string[]): Segment[] {
  const all = segments.flatMap((segment): [number, Opening][] =>
    segment.kind === "fold" ? [[segment.key, { above: Number.MAX_SAFE_INTEGER, below: 0 }]] : [],
  );
  return withOpened(segments, new Map(all), lines);
}

/** The fold that a line stands in. */
export function foldAround(segments: Segment[], { after }: { after: number | null }): Fold | undefined {
  return segments.find((segment): segment is Fold => {
    if (segment.kind !== "fold" || after === null || after < segment.after) return false;
    return segment.hidden === null || after < segment.after + segment.hidden;
  });
}

function openInto(out: Segment[], fold: Fold, opening: Opening, lines: readonly string[]): void {
  const total = fold.hidden ?? Math.max(0, lines.length - fold.after + 1);
  const above = Math.min(opening.above, total);
  const below = Math.min(opening.below, total - above);
  const show = (from: number, to: number) => {
    for (let at = from; at < to; at++) {
      const text = lines[fold.after - 1 + at] ?? "";
      const [before, after] = [
        { line: fold.before + at, text },
        { line: fold.after + at, text },
      ];
      out.push({ kind: "same", before, after });
    }
  };
  show(0, above);
  const hidden = total - above - below;
  if (hidden > 0) {
    // What is left to the end of the text keeps saying so.
    const rest = { ...fold, hidden, before: fold.before + above, after: fold.after + above };
    out.push(rest);
  }
  show(total - below, total);
}

/** A text to be read as a whole: nothing in it has changed. */
export function wholeText(lines: readonly string[]): Segment[] {
  return lines.map((text, at) => ({
    kind: "same",
    before: { line: at + 1, text },
    after: { line: at + 1, text },
  }));
}
