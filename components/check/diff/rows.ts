import type { Segment, Side } from "#components/check/diff/segments.ts";

export type DiffMode = "unified" | "split";

export type DiffLine = {
  kind: "line";
  before: Side | null;
  after: Side | null;
  same: boolean;
  /** What took this line's place or what it replaced, for marking words. */
  partner: string | null;
  /** Which change of the diff it belongs to; −1: none. */
  change: number;
};
export type DiffRow = DiffLine | { kind: "fold"; hidden: number | null };

/** A diff as it is shown, row by row; and the row each of its changes begins with. */
export type DiffRows = { rows: DiffRow[]; changes: number[]; lastLine: number };

export function rowsOf(segments: Segment[], mode: DiffMode): DiffRows {
  const rows: DiffRow[] = [];
  const changes: number[] = [];
  let lastLine = 1;
  for (const segment of segments) {
    if (segment.kind === "fold") rows.push(segment);
    else if (segment.kind === "same") {
      lastLine = Math.max(lastLine, segment.before.line, segment.after.line);
      rows.push({ ...segment, kind: "line", same: true, partner: null, change: -1 });
    } else {
      const change = changes.length;
      changes.push(rows.length);
      lastLine = Math.max(lastLine, segment.removed.at(-1)?.line ?? 1, segment.added.at(-1)?.line ?? 1);
      const { removed, added } = segment;
      // One by one: a spread of twenty thousand arguments overflows the stack.
      for (const row of mode === "split" ? paired(removed, added, change) : stacked(removed, added, change)) {
        rows.push(row);
      }
    }
  }
  return { rows, changes, lastLine };
}

function stacked(removed: Side[], added: Side[], change: number): DiffLine[] {
  const base = { kind: "line" as const, same: false, change };
  return [
    ...removed.map((side, at) => ({
      ...base,
      before: side,
      after: null,
      partner: added[at]?.text ?? null,
    })),
    ...added.map((side, at) => ({ ...base, before: null, after: side, partner: removed[at]?.text ?? null })),
  ];
}

function paired(removed: Side[], added: Side[], change: number): DiffLine[] {
  return Array.from({ length: Math.max(removed.length, added.length) }, (_, at) => ({
    kind: "line" as const,
    same: false,
    change,
    before: removed[at] ?? null,
    after: added[at] ?? null,
    partner: null,
  }));
}
