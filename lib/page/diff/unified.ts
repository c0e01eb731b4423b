import type { Hunk } from "./hunks.ts";

export const PREVIOUS_NAME = "previous";
export const CURRENT_NAME = "current";

/**
 * The hunks as a unified diff that ends in a newline; "" when there are none.
 * @param linesBefore how many lines of the whole texts stand before those the hunks count from
 */
export function unifiedText(
  hunks: Hunk[],
  previous: string[],
  current: string[],
  linesBefore: number,
): string {
  if (hunks.length === 0) return "";
  const out = [`--- ${PREVIOUS_NAME}`, `+++ ${CURRENT_NAME}`];
  for (const hunk of hunks) {
    out.push(hunkHeader(hunk, linesBefore));
    addLines(out, hunk, previous, current);
  }
  out.push("");
  return out.join("\n");
}

/** "@@ -12,3 +12 @@" as git writes it: a count of one is left out, an empty range names the line before it. */
function hunkHeader(hunk: Hunk, linesBefore: number): string {
  const previous = range(hunk.previousFrom + linesBefore, hunk.previousTo + linesBefore);
  const current = range(hunk.currentFrom + linesBefore, hunk.currentTo + linesBefore);
  return `@@ -${previous} +${current} @@`;
}

function range(from: number, to: number): string {
  const count = to - from;
  const start = count === 0 ? from : from + 1;
  return count === 1 ? `${start}` : `${start},${count}`;
}

/** A hunk's lines in reading order: context, then per change what went and what came. */
function addLines(out: string[], hunk: Hunk, previous: string[], current: string[]): void {
  const add = (sign: " " | "-" | "+", lines: string[], from: number, to: number) => {
    for (let index = from; index < to; index++) out.push(sign + (lines[index] ?? ""));
  };
  let at = hunk.previousFrom;
  for (const change of hunk.changes) {
    add(" ", previous, at, change.previousFrom);
    add("-", previous, change.previousFrom, change.previousTo);
    add("+", current, change.currentFrom, change.currentTo);
    at = change.previousTo;
  }
  add(" ", previous, at, hunk.previousTo);
}
