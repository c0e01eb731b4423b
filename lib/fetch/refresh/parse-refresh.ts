export type Refresh = {
  /** Whole seconds. */
  delay: number;
  /** As written; null to load the same page again. */
  url: string | null;
};

const blank = "[\\t\\n\\f\\r ]*";
// The negative lookaheads keep a hostile value of a million digits from being tried in a million ways.
const form = new RegExp(
  `^${blank}(\\d*)(?!\\d)(\\.?)[\\d.]*(?![\\d.])(?:$|(?=[;,\\t\\n\\f\\r ])${blank}[;,]?${blank}(.*)$)`,
  "s",
);
const label = new RegExp(`^url${blank}=${blank}`, "i");

/**
 * Reads the value of a Refresh header or of a meta element that stands for one, as HTML's "shared declarative refresh
 * steps" do: `5`, `0; url=/x`, `0,/x`, `0 url='/x'`. Null for what browsers pass over.
 */
export function parseRefresh(value: string): Refresh | null {
  const [, digits = "", dot, rest = ""] = form.exec(value) ?? [];
  if (digits === "" && !dot) return null;
  const url = unquoted(rest.replace(label, ""));
  return { delay: Number(digits), url: rest === "" ? null : url };
}

/** Up to the quote that closes the one it begins with, where it begins with one. */
function unquoted(text: string): string {
  const quote = text[0];
  if (quote !== '"' && quote !== "'") return text;
  const end = text.indexOf(quote, 1);
  return text.slice(1, end < 0 ? undefined : end);
}
