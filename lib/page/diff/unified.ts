import type { Hunk } from "./hunks.ts";

export type Sign = " " | "-" | "+";
export type HunkLine = { sign: Sign; line: string };

export const PREVIOUS_NAME = "previous";
export const CURRENT_NAME = "current";

/** The hunks as a unified diff that ends in a newline; "" when there are none. */
export function unifiedText(hunks: Hunk[], previous: string[], current: string[]): string {
  if (hunks.length === 0) return "";
  const out = [`--- ${PREVIOUS_NAME}`, `+++ ${CURRENT_NAME}`];
  for (const hunk of hunks) {
    out.push(hunkHeader(hunk));
    for (const { sign, line } of hunkLines(hunk, previous, current)) out.push(sign + line);
  }
  out.push("");
  return out.join("\n");
}

/** "@@ -12,3 +12 @@" as git writes it: a count of one is left out, an empty range names the line before it. */
export function hunkHeader(hunk: Hunk): string {
  const previous = range(hunk.previousFrom, hunk.previousTo);
  const current = range(hunk.currentFrom, hunk.currentTo);
  return `@@ -${previous} +${current} @@`;
}

/** The number of the first line of a range, from 1; of an empty range, the line before it (0 at the top). */
export function startLine(from: number, to: number): number {
  return from === to ? from : from + 1;
}

function range(from: number, to: number): string {
  const count = to - from;
  return count === 1 ? `${startLine(from, to)}` : `${startLine(from, to)},${count}`;
}

/** A hunk's lines in reading order: context, then per change what went and what came. */
export function* hunkLines(hunk: Hunk, previous: string[], current: string[]): Generator<HunkLine> {
  let at = hunk.previousFrom;
  for (const change of hunk.changes) {
    yield* signed(" ", previous, at, change.previousFrom);
    yield* signed("-", previous, change.previousFrom, change.previousTo);
    yield* signed("+", current, change.currentFrom, change.currentTo);
    at = change.previousTo;
  }
  yield* signed(" ", previous, at, hunk.previousTo);
}

function* signed(sign: Sign, lines: string[], from: number, to: number): Generator<HunkLine> {
  for (let index = from; index < to; index++) yield { sign, line: lines[index] ?? "" };
}
