import { type PageAnswer, pageText } from "#lib/extract/page-text.ts";
import { type Converted, type ConvertOptions, htmlIn, unmatchedSelectors } from "#lib/extract/text/index.ts";
import { PageError } from "#lib/page-error.ts";

/** Text of the page that an option leaves out. */
type DroppedText = { by: "onlyMainContent" | "excludeTags"; lines: number; text: string };

/** A page's text as it would be compared, and what somebody who is choosing options wants to know of it. */
export type TextPreview = Pick<Converted, "title" | "contentType"> & {
  kind: Converted["kind"];
  /** Null where `includeTags` match nothing, and so nothing is left to compare. */
  text: string | null;
  /** Selectors that match nothing; all of them on a page that is no HTML. */
  unmatched: { include: string[]; exclude: string[] };
  isHtml: boolean;
  dropped: DroppedText[];
};

const NONE: TextPreview["unmatched"] = { include: [], exclude: [] };

/** So much of what is left out is shown. */
const MOST_DROPPED = 4000;

/** @throws PageError as `pageText`, but not for selectors that match nothing */
export function previewText(answer: PageAnswer, options: ConvertOptions): TextPreview {
  const { includeTags: include, excludeTags: exclude } = options;
  const html = answer.statusCode < 400 ? htmlIn(answer.body, answer.headers["content-type"] ?? null) : null;
  const isHtml = html !== null;
  const unmatched = isHtml
    ? orElse(() => unmatchedSelectors(html, { include, exclude }), NONE)
    : { include, exclude };
  const isNothing = isHtml && include.length > 0 && unmatched.include.length === include.length;
  // What is no page at all is none whatever is looked for in it.
  const { content, ...described } = pageText(answer, isNothing ? { ...options, includeTags: [] } : options);
  if (isNothing) return { ...described, isHtml, unmatched, text: null, dropped: [] };
  return {
    ...described,
    isHtml,
    unmatched,
    text: content,
    dropped: isHtml ? droppedBy(answer, options, content) : [],
  };
}

function droppedBy(answer: PageAnswer, options: ConvertOptions, kept: string): DroppedText[] {
  const textWith = (other: Partial<ConvertOptions>) =>
    orElse(() => pageText(answer, { ...options, ...other }).content, kept);
  const excludes = options.excludeTags.length > 0;
  const beforeExcluding = excludes ? textWith({ excludeTags: [] }) : kept;
  // Whoever names what to keep knows that the rest falls away.
  const dropsFrame = options.onlyMainContent && options.includeTags.length === 0;
  const whole = dropsFrame ? textWith({ excludeTags: [], onlyMainContent: false }) : beforeExcluding;
  return [
    { by: "onlyMainContent" as const, ...missing(whole, beforeExcluding) },
    { by: "excludeTags" as const, ...missing(beforeExcluding, kept) },
  ].filter(({ lines }) => lines > 0);
}

/** Beyond its bounds, a page is shown without what was to be said of it besides. */
function orElse<T>(make: () => T, instead: T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof PageError) return instead;
    throw error;
  }
}

/** The lines with words that a text has and another has not, each as often as that is so. */
function missing(text: string, other: string): { lines: number; text: string } {
  if (text === other) return { lines: 0, text: "" };
  const left = new Map<string, number>();
  for (const line of other.split("\n")) left.set(line, (left.get(line) ?? 0) + 1);
  const lines = text.split("\n").filter((line) => {
    const count = left.get(line) ?? 0;
    if (count > 0) left.set(line, count - 1);
    return count === 0 && line.trim() !== "";
  });
  return { lines: lines.length, text: lines.join("\n").slice(0, MOST_DROPPED) };
}
