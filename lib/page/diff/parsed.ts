import { type HunkHeader, PatchReader } from "./patch-reader.ts";
import { CURRENT_NAME, PREVIOUS_NAME } from "./unified.ts";

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

/** What the `parse-diff` package makes of a diff; one file, or none when nothing differs. */
export type ParsedDiff = { files: ParsedFile[] };

/** The parsed form of a diff that `diffText` wrote. */
export function parsedDiff(text: string): ParsedDiff {
  if (text === "") return { files: [] };
  const patch = new PatchReader(text);
  const file: ParsedFile = { chunks: [], deletions: 0, additions: 0, from: PREVIOUS_NAME, to: CURRENT_NAME };
  for (let header = patch.nextHeader(); header; header = patch.nextHeader()) {
    file.chunks.push(chunkOf(header, patch.linesOf(header), file));
  }
  return { files: [file] };
}

/** Also counts what it meets in the file. */
function chunkOf(header: HunkHeader, lines: Iterable<string>, file: ParsedFile): ParsedChunk {
  const oldStart = startLine(header.previousFrom, header.previousCount);
  const newStart = startLine(header.currentFrom, header.currentCount);
  const changes: ParsedChange[] = [];
  let ln1 = oldStart;
  let ln2 = newStart;
  for (const content of lines) {
    if (content[0] === "-") changes.push({ type: "del", del: true, ln: ln1++, content });
    else if (content[0] === "+") changes.push({ type: "add", add: true, ln: ln2++, content });
    else changes.push({ type: "normal", normal: true, ln1: ln1++, ln2: ln2++, content });
  }
  for (const { type } of changes) {
    if (type === "del") file.deletions++;
    else if (type === "add") file.additions++;
  }
  const { content, previousCount: oldLines, currentCount: newLines } = header;
  return { content, changes, oldStart, oldLines, newStart, newLines };
}

/** The number of the first line of a range, from 1; of an empty range, the line before it (0 at the top). */
function startLine(from: number, count: number): number {
  return count === 0 ? from : from + 1;
}
