import type { ParsedChunk, ParsedDiff } from "#lib/page/diff/index.ts";

/** A line of one of the two texts, and its number there, from 1. */
export type Side = { line: number; text: string };

/** A stretch of unchanged lines that is not shown. */
export type Fold = {
  kind: "fold";
  /** How many lines; null: the rest, however long it is. */
  hidden: number | null;
  /** The number of the first of them in both texts. */
  before: number;
  after: number;
  /** The same for what is left of a fold that was opened in part. */
  key: number;
};

/** A diff in reading order. */
export type Segment =
  | Fold
  | { kind: "same"; before: Side; after: Side }
  | { kind: "change"; removed: Side[]; added: Side[] };

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
export type DiffRow = DiffLine | Fold;

/** A diff as it is shown, row by row; and the row each of its changes begins with. */
type DiffRows = { rows: DiffRow[]; changes: number[]; lastLine: number };

/** Unchanged lines that a diff shows around a change, where there are so many. */
const CONTEXT = 3;

/** The parts of a parsed diff, with folds for what it leaves out. */
export function segmentsOf({ files }: ParsedDiff): Segment[] {
  const segments: Segment[] = [];
  let [next, nextNow] = [1, 1];
  const fold = (hidden: number | null): Fold => ({
    kind: "fold",
    hidden,
    before: next,
    after: nextNow,
    key: nextNow,
  });
  for (const chunk of files[0]?.chunks ?? []) {
    // Of a side that has no line here, the number is that of the line before it.
    const oldStart = chunk.oldStart + (chunk.oldLines === 0 ? 1 : 0);
    if (oldStart > next) segments.push(fold(oldStart - next));
    addChunk(segments, chunk);
    next = oldStart + chunk.oldLines;
    nextNow = chunk.newStart + (chunk.newLines === 0 ? 1 : 0) + chunk.newLines;
  }
  const shown = segments.slice(-CONTEXT);
  // Fewer lines of context than there may be: the text ended there.
  const goesOn = shown.length === CONTEXT && shown.every(({ kind }) => kind === "same");
  return withLeadFolded(goesOn ? [...segments, fold(null)] : segments);
}

/** As long as a line may be to stand above the first change. */
const SHORT = 60;

/** What leads up to the first change is folded, but for a short line alone: a diff begins with what changed. */
function withLeadFolded(segments: Segment[]): Segment[] {
  const first = segments.findIndex(({ kind }) => kind === "change");
  const [one, ...more] = segments.slice(0, Math.max(0, first));
  if (!one || (more.length === 0 && one.kind === "same" && one.before.text.length <= SHORT)) return segments;
  const hidden = [one, ...more].reduce(
    (sum, part) => sum + (part.kind === "fold" ? (part.hidden ?? 0) : 1),
    0,
  );
  return [{ kind: "fold", hidden, before: 1, after: 1, key: 1 }, ...segments.slice(first)];
}

function addChunk(segments: Segment[], { changes }: ParsedChunk): void {
  let change: Extract<Segment, { kind: "change" }> | undefined;
  for (const line of changes) {
    const text = line.content.slice(1);
    if (line.type === "normal") {
      change = undefined;
      segments.push({ kind: "same", before: { line: line.ln1, text }, after: { line: line.ln2, text } });
      continue;
    }
    if (!change) {
      change = { kind: "change", removed: [], added: [] };
      segments.push(change);
    }
    (line.type === "del" ? change.removed : change.added).push({ line: line.ln, text });
  }
}

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
