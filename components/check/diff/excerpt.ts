import { segmentsOf } from "#components/check/diff/segments.ts";
import { type Span, wordHighlights } from "#lib/page/diff/index.ts";

/** The first words that changed: what stood before them, what went, what came. */
export type Excerpt = { lead: string; gone: string; came: string };

const READ_AT_MOST = 20_000;
const LONGEST = 44;

/** What a unified diff says in a few words; null when it has none to say. */
export function excerptOf(diff: string | undefined): Excerpt | null {
  if (!diff) return null;
  for (const segment of segmentsOf(diff.slice(0, READ_AT_MOST))) {
    if (segment.kind !== "change") continue;
    const gone = segment.removed.find(({ text }) => text.trim() !== "")?.text ?? "";
    const came = segment.added.find(({ text }) => text.trim() !== "")?.text ?? "";
    if (gone === "" && came === "") continue;
    return gone && came ? wordsOf(gone, came) : { lead: "", gone: cut(gone), came: cut(came) };
  }
  return null;
}

function wordsOf(gone: string, came: string): Excerpt {
  const marks = wordHighlights(gone, came);
  const left = widened(gone, marks.removed[0]);
  const right = widened(came, marks.added[0]);
  const from = Math.min(left?.from ?? gone.length, right?.from ?? came.length);
  return {
    lead: tail(gone.slice(0, from)),
    gone: left ? cut(gone.slice(left.from, left.to)) : "",
    came: right ? cut(came.slice(right.from, right.to)) : "",
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
  const line = text.trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST).trimEnd()}…` : line;
}

/** The last few words before the change, enough to know what it is about. */
function tail(text: string): string {
  const words = text.trim().split(/\s+/).filter(Boolean);
  return words.length > 4 ? `…${words.slice(-4).join(" ")}` : words.join(" ");
}
