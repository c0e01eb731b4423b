/** The lines of both texts from shortly before their first difference on. */
export type Window = {
  previous: string[];
  current: string[];
  /** How many lines, equal on both sides, stand before the window. */
  linesBefore: number;
  /** False when a side has more lines than were taken. */
  complete: boolean;
};

const STEP = 64 * 1024;

/**
 * What has to be compared: most texts begin alike, and a line that is never cut out costs nothing. Lines as
 * `splitLines` cuts them.
 * @param context equal lines to keep before the first difference
 * @param maxLines at most so many lines of each side are taken
 */
export function windowOf(previous: string, current: string, context: number, maxLines: number): Window {
  const start = lineStart(previous, firstDifference(previous, current), context);
  const before = previous.slice(0, start);
  const [left, right] = [linesFrom(previous, start, maxLines), linesFrom(current, start, maxLines)];
  return {
    previous: left.lines,
    current: right.lines,
    linesBefore: countOf("\n", before),
    complete: left.complete && right.complete,
  };
}

/** Where the two texts first differ; compared in strides, since comparing slices is far cheaper than characters. */
function firstDifference(previous: string, current: string): number {
  const end = Math.min(previous.length, current.length);
  let at = 0;
  while (at + STEP <= end && previous.slice(at, at + STEP) === current.slice(at, at + STEP)) at += STEP;
  while (at < end && previous.charCodeAt(at) === current.charCodeAt(at)) at++;
  return at;
}

/** The start of the line that is `context` lines above the one at this place. */
function lineStart(text: string, place: number, context: number): number {
  let start = text.lastIndexOf("\n", place - 1) + 1;
  if (place === 0) start = 0;
  for (let line = 0; line < context && start > 0; line++) {
    start = start === 1 ? 0 : text.lastIndexOf("\n", start - 2) + 1;
  }
  return start;
}

function linesFrom(text: string, start: number, maxLines: number): { lines: string[]; complete: boolean } {
  if (text === "") return { lines: [], complete: true };
  const lines: string[] = [];
  let at = start;
  while (lines.length < maxLines) {
    const end = text.indexOf("\n", at);
    lines.push(end < 0 ? text.slice(at) : text.slice(at, end));
    if (end < 0) return { lines, complete: true };
    at = end + 1;
  }
  return { lines, complete: false };
}

function countOf(character: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++;
  return count;
}
