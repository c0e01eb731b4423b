import type { Hunk } from "./hunks.ts";
import { CURRENT_NAME, hunkHeader, hunkLines, PREVIOUS_NAME, startLine } from "./unified.ts";

/** A line of a chunk; `content` carries its sign, line numbers count from 1. */
export type ParsedChange =
  | { type: "normal"; normal: true; ln1: number; ln2: number; content: string }
  | { type: "add"; add: true; ln: number; content: string }
  | { type: "del"; del: true; ln: number; content: string };

export type ParsedChunk = {
  /** The hunk's "@@" line. */
  content: string;
  changes: ParsedChange[];
  oldStart: number;
  oldLines: number;
  newStart: number;
  newLines: number;
};

export type ParsedFile = {
  chunks: ParsedChunk[];
  deletions: number;
  additions: number;
  from: string;
  to: string;
};

/** What the `parse-diff` package makes of the unified text; one file, or none when nothing differs. */
export type ParsedDiff = { files: ParsedFile[] };

/** Built from the hunks themselves: the text need not be parsed again. */
export function parsedDiff(hunks: Hunk[], previous: string[], current: string[]): ParsedDiff {
  if (hunks.length === 0) return { files: [] };
  const changes = hunks.flatMap((hunk) => hunk.changes);
  const file = {
    chunks: hunks.map((hunk) => chunkOf(hunk, previous, current)),
    deletions: changes.reduce((sum, change) => sum + change.previousTo - change.previousFrom, 0),
    additions: changes.reduce((sum, change) => sum + change.currentTo - change.currentFrom, 0),
    from: PREVIOUS_NAME,
    to: CURRENT_NAME,
  };
  return { files: [file] };
}

function chunkOf(hunk: Hunk, previous: string[], current: string[]): ParsedChunk {
  const oldStart = startLine(hunk.previousFrom, hunk.previousTo);
  const newStart = startLine(hunk.currentFrom, hunk.currentTo);
  const changes: ParsedChange[] = [];
  let ln1 = oldStart;
  let ln2 = newStart;
  for (const { sign, line } of hunkLines(hunk, previous, current)) {
    const content = sign + line;
    if (sign === "-") changes.push({ type: "del", del: true, ln: ln1++, content });
    else if (sign === "+") changes.push({ type: "add", add: true, ln: ln2++, content });
    else changes.push({ type: "normal", normal: true, ln1: ln1++, ln2: ln2++, content });
  }
  const oldLines = hunk.previousTo - hunk.previousFrom;
  const newLines = hunk.currentTo - hunk.currentFrom;
  return { content: hunkHeader(hunk), changes, oldStart, oldLines, newStart, newLines };
}
