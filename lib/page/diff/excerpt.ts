import { wordHighlights } from "./highlights.ts";
import { type Piece, piecesOf, visibleText } from "./inline.ts";
import type { Span } from "./words.ts";

/** The first words that differ: what stands before them, what they were, and what they are. */
export type Excerpt = { lead: string; before: string; after: string };

const LONGEST = 80;
const LEAD_WORDS = 4;

/** The lines of one change of a unified diff, without their signs. */
export type ChangedLines = { removed: string[]; added: string[] };

/** The changes that a unified diff reports, in order. */
export function* changesOf(diff: string): Generator<ChangedLines> {
  let change: ChangedLines = { removed: [], added: [] };
  const isOpen = () => change.removed.length + change.added.length > 0;
  // The first two lines name the texts.
  for (const line of linesAfter(diff, 2)) {
    const sign = line[0];
    if (isOpen() && (sign === " " || sign === "@" || (sign === "-" && change.added.length > 0))) {
      yield change;
      change = { removed: [], added: [] };
    }
    if (sign === "-") change.removed.push(line.slice(1));
    else if (sign === "+") change.added.push(line.slice(1));
  }
  if (isOpen()) yield change;
}

/** Without cutting the whole text, of which often only the first lines are wanted. */
function* linesAfter(text: string, skipped: number): Generator<string> {
  let from = 0;
  for (let line = 0; from < text.length; line++) {
    const end = text.indexOf("\n", from);
    const to = end < 0 ? text.length : end;
    if (line >= skipped) yield text.slice(from, to);
    from = to + 1;
  }
}

/** What a change says in a few words; null when only blank lines differ. */
export function excerptOf({ removed, added }: ChangedLines): Excerpt | null {
  const before = removed.find((line) => line.trim() !== "") ?? "";
  const after = added.find((line) => line.trim() !== "") ?? "";
  if (before === "" && after === "") return null;
  const [was, is] = [piecesOf(before), piecesOf(after)];
  const [wasSeen, isSeen] = [visibleText(was), visibleText(is)];
  if (!before || !after) return { lead: "", before: cut(wasSeen || before), after: cut(isSeen || after) };
  if (wasSeen !== isSeen) return wordsOf(wasSeen, isSeen);
  return targetsOf(was, is) ?? wordsOf(before, after);
}

/** Words that lead elsewhere than before: only then is an address what differs. */
function targetsOf(was: Piece[], is: Piece[]): Excerpt | null {
  const at = is.findIndex(
    ({ text, target }, index) => was[index]?.text === text && was[index]?.target !== target,
  );
  if (at < 0) return null;
  return {
    lead: tail(visibleText(is.slice(0, at + 1))),
    before: cut(was[at]?.target ?? ""),
    after: cut(is[at]?.target ?? ""),
  };
}

/** What a unified diff says first, in a few words; null when only blank lines differ. */
export function firstExcerpt(diff: string): Excerpt | null {
  for (const change of changesOf(diff)) {
    const excerpt = excerptOf(change);
    if (excerpt) return excerpt;
  }
  return null;
}

function wordsOf(before: string, after: string): Excerpt {
  const marks = wordHighlights(before, after);
  const left = widened(before, marks.removed[0]);
  const right = widened(after, marks.added[0]);
  const from = Math.min(left?.from ?? before.length, right?.from ?? after.length);
  return {
    lead: tail(before.slice(0, from)),
    before: left ? cut(before.slice(left.from, left.to)) : "",
    after: right ? cut(after.slice(right.from, right.to)) : "",
  };
}

/** To the blanks around it: "$19", where only the digits differ. */
function widened(line: string, span: Span | undefined): Span | undefined {
  if (!span) return undefined;
  const from = line.lastIndexOf(" ", span.from) + 1;
  const blank = line.indexOf(" ", span.to);
  return { from: Math.min(from, span.from), to: blank < 0 ? line.length : blank };
}

function cut(text: string): string {
  const line = withoutMarks(text);
  return line.length > LONGEST ? `${line.slice(0, LONGEST).trimEnd()}…` : line;
}

/** Without what sets a text: bars between cells, escapes, the signs of headings and list items. */
function withoutMarks(text: string): string {
  return text
    .replace(/^\s*(#{1,6}|[-*+]|\d{1,9}\\?[.)])\s+/, "")
    .replace(/(^|\s)\|(?=\s|$)/g, "$1")
    .replace(/\\([!-/:-@[-`{-~])/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
}

/** The last few words before the change, enough to know what it is about. */
function tail(text: string): string {
  const words = withoutMarks(text.slice(-400)).split(" ").filter(Boolean);
  return words.length > LEAD_WORDS ? `…${words.slice(-LEAD_WORDS).join(" ")}` : words.join(" ");
}
