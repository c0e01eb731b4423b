import { type Block, blocksOf } from "#components/check/diff/markdown/block.ts";
import type { Fold, Segment, Side } from "#components/check/diff/rows.ts";
import { pairLines } from "#lib/page/diff/index.ts";

/** A line as it was, as it is, or both: then one took the other's place, and both are of one sort. */
export type RenderedLine = {
  kind: "line";
  before: Side | null;
  after: Side | null;
  same: boolean;
  /** Which change of the diff it belongs to; −1: none. */
  change: number;
  /** What the line is: as it is, or as it was when it went. */
  block: ShownBlock;
  /** What it was, when it was another line. */
  was: ShownBlock | null;
  /** Neighbours with the same number stand in one table or list; 0: in none. */
  group: number;
  isHead: boolean;
};
export type ShownBlock = Exclude<Block, { kind: "mark" }>;
export type RenderedRow = RenderedLine | Fold;
type RenderedRows = {
  rows: RenderedRow[];
  changes: number[];
  /** Of each table, by its number, how wide its columns are to one another. */
  widths: ReadonlyMap<number, number[]>;
};

type Draft = Omit<RenderedLine, "group" | "isHead">;
type Part = { segment: Exclude<Segment, Fold>; removed: Block[]; added: Block[] };

/** A diff as its readers saw the text, row by row; the marks that only say how to draw are left out. */
export function renderedRows(segments: readonly Segment[]): RenderedRows {
  const rows: RenderedRow[] = [];
  const changes: number[] = [];
  const grouping = new Grouping();
  let run: Exclude<Segment, Fold>[] = [];
  const flush = () => {
    for (const part of partsOf(run)) addPart(part, rows, changes, grouping);
    run = [];
  };
  for (const segment of segments) {
    if (segment.kind !== "fold") {
      run.push(segment);
      continue;
    }
    flush();
    grouping.end();
    rows.push(segment);
  }
  flush();
  return { rows, changes, widths: grouping.widths };
}

/** What each line is can hang on those around it, of the same text. */
function partsOf(run: Exclude<Segment, Fold>[]): Part[] {
  const before = blocksOf(run.flatMap((segment) => sidesOf(segment, "before")));
  const after = blocksOf(run.flatMap((segment) => sidesOf(segment, "after")));
  let [at, to] = [0, 0];
  return run.map((segment) => {
    const [gone, come] = [sidesOf(segment, "before").length, sidesOf(segment, "after").length];
    const part = { segment, removed: before.slice(at, at + gone), added: after.slice(to, to + come) };
    [at, to] = [at + gone, to + come];
    return part;
  });
}

function sidesOf(segment: Exclude<Segment, Fold>, side: "before" | "after"): string[] {
  if (segment.kind === "same") return [segment[side].text];
  return (side === "before" ? segment.removed : segment.added).map(({ text }) => text);
}

function addPart(part: Part, rows: RenderedRow[], changes: number[], grouping: Grouping): void {
  const { segment } = part;
  if (segment.kind === "same") {
    const block = part.added[0];
    const { before, after } = segment;
    if (block?.kind === "mark") grouping.mark(block.of, rows);
    else if (block)
      rows.push(grouping.put({ kind: "line", before, after, same: true, change: -1, block, was: null }));
    return;
  }
  const change = changes.length;
  changes.push(rows.length);
  const drafts = draftsOf(part, segment, change);
  for (const draft of drafts) {
    if (draft === "table" || draft === "fence") grouping.mark(draft, rows);
    else rows.push(grouping.put(draft));
  }
  // A change of nothing but such marks still is one, and shows them.
  if (changes[change] === rows.length) {
    for (const side of [...segment.removed, ...segment.added]) {
      const isGone = segment.removed.includes(side);
      rows.push(
        grouping.put({
          kind: "line",
          before: isGone ? side : null,
          after: isGone ? null : side,
          same: false,
          change,
          block: { kind: "code", body: side.text },
          was: null,
        }),
      );
    }
  }
}

type Changed = Extract<Segment, { kind: "change" }>;

function draftsOf({ removed, added }: Part, segment: Changed, change: number): (Draft | "table" | "fence")[] {
  const isOneSort = (one: number, other: number) => areOneSort(removed[one], added[other]);
  const texts = (sides: Side[]) => sides.map(({ text }) => text);
  return pairLines(texts(segment.removed), texts(segment.added), isOneSort).flatMap(
    (pair): (Draft | "table" | "fence")[] => {
      const was = pair.removed === null ? undefined : removed[pair.removed];
      const is = pair.added === null ? undefined : added[pair.added];
      const before = pair.removed === null ? null : (segment.removed[pair.removed] ?? null);
      const after = pair.added === null ? null : (segment.added[pair.added] ?? null);
      const block = is ?? was;
      if (!block) return [];
      if (block.kind === "mark") return [block.of];
      const isOther = is && was && was.kind !== "mark";
      return [{ kind: "line", before, after, same: false, change, block, was: isOther ? was : null }];
    },
  );
}

function areOneSort(one: Block | undefined, other: Block | undefined): boolean {
  if (!one || !other || one.kind !== other.kind) return false;
  if (one.kind === "cells" && other.kind === "cells") return one.cells.length === other.cells.length;
  return true;
}

/** Numbers the tables and lists that lines stand in, one after the other. */
class Grouping {
  readonly widths = new Map<number, number[]>();
  #last = 0;
  #open: { number: number; kind: "cells" | "item" } | null = null;

  put(line: Draft): RenderedLine {
    const { kind } = line.block;
    if (kind !== "cells" && kind !== "item") this.end();
    else if (this.#open?.kind !== kind) this.#open = { number: ++this.#last, kind };
    const group = this.#open?.number ?? 0;
    for (const block of [line.block, line.was]) if (block?.kind === "cells") this.#widen(group, block.cells);
    return { ...line, group, isHead: false };
  }

  /** A table's rule stands below its head. */
  mark(of: "table" | "fence", rows: RenderedRow[]): void {
    const head = rows.at(-1);
    if (of === "fence") this.end();
    else if (head?.kind === "line" && head.block.kind === "cells")
      rows[rows.length - 1] = { ...head, isHead: true };
  }

  end(): void {
    this.#open = null;
  }

  #widen(group: number, cells: readonly string[]): void {
    const widths = this.widths.get(group) ?? [];
    cells.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 4, Math.min(48, cell.length));
    });
    this.widths.set(group, widths);
  }
}
