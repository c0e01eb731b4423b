/** A line of one of the two texts, and its number there, from 1. */
export type Side = { line: number; text: string };

/** A unified diff in reading order. `hidden` is how many unchanged lines a fold stands for; null: the rest. */
export type Segment =
  | { kind: "fold"; hidden: number | null }
  | { kind: "same"; before: Side; after: Side }
  | { kind: "change"; removed: Side[]; added: Side[] };

const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;
const CONTEXT = 3;

/** The parts of a unified diff of one file, as the API gives it. */
export function segmentsOf(text: string): Segment[] {
  const segments: Segment[] = [];
  let before = 1;
  let after = 1;
  let trailing = 0;
  for (const line of linesOf(text)) {
    const hunk = HUNK.exec(line);
    if (hunk) {
      const start = firstLine(hunk[1], hunk[2]);
      if (start > before) segments.push({ kind: "fold", hidden: start - before });
      before = start;
      after = firstLine(hunk[3], hunk[4]);
      continue;
    }
    const content = line.slice(1);
    if (line.startsWith(" ")) {
      trailing++;
      segments.push({
        kind: "same",
        before: { line: before++, text: content },
        after: { line: after++, text: content },
      });
      continue;
    }
    trailing = 0;
    const change = openChange(segments);
    if (line.startsWith("-")) change.removed.push({ line: before++, text: content });
    else change.added.push({ line: after++, text: content });
  }
  // Fewer lines of context than a hunk may have: the text ended there.
  if (segments.length > 0 && trailing >= CONTEXT) segments.push({ kind: "fold", hidden: null });
  return segments;
}

/** An empty range names the line before it. */
function firstLine(start: string | undefined, count: string | undefined): number {
  return Number(start) + (count === "0" ? 1 : 0);
}

function openChange(segments: Segment[]): Extract<Segment, { kind: "change" }> {
  const last = segments.at(-1);
  if (last?.kind === "change") return last;
  const change = { kind: "change" as const, removed: [], added: [] };
  segments.push(change);
  return change;
}

function linesOf(text: string): string[] {
  const lines = text.split("\n");
  // The two headers name the files, which here are always the same; the last newline ends a line.
  return lines.slice(2, lines.at(-1) === "" ? -1 : undefined);
}
