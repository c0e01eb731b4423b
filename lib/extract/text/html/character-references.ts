import { DomUtils, parseDocument } from "htmlparser2";
import { toMarkdown } from "../engine.ts";

/** The longest name of HTML is CounterClockwiseContourIntegral. */
const MAX_NAME = 31;
/** HTML has 2125 names: a page with more that it does not have is made to cost time. */
const MAX_UNKNOWN = 1000;
const UNSAFE: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** What a name is written as; empty when mdream knows it. Only names that HTML has: others would fill the memory. */
const known = new Map<string, string>();

/** Writes the characters that have names, as in `&thinsp;`, as themselves where mdream would leave the name. */
export function resolveNames(html: string): string {
  const kept: string[] = [];
  let from = 0;
  let unknown = 0;
  for (let at = html.indexOf("&"); at >= 0 && unknown <= MAX_UNKNOWN; at = html.indexOf("&", at + 1)) {
    const end = endOfName(html, at + 1);
    if (end < 0) continue;
    const name = html.slice(at + 1, end);
    const text = known.get(name) ?? lookUp(name);
    if (text === null) unknown++;
    if (!text) continue;
    kept.push(html.slice(from, at), text);
    from = end + 1;
  }
  return from === 0 ? html : kept.join("") + html.slice(from);
}

/** Where the `;` is that ends the name starting at `from`; -1 when none starts there. */
function endOfName(html: string, from: number): number {
  let at = from;
  while (isLetterOrDigit(html.charCodeAt(at)) && at <= from + MAX_NAME) at++;
  return at > from && html.charCodeAt(at) === SEMICOLON ? at : -1;
}

const SEMICOLON = 0x3b;
const isLetterOrDigit = (code: number) =>
  ((code | 32) >= 0x61 && (code | 32) <= 0x7a) || (code >= 0x30 && code <= 0x39);

function lookUp(name: string): string | null {
  const reference = `&${name};`;
  const text = DomUtils.textContent(parseDocument(reference));
  if (text.endsWith(";") && text.length > 1) return null;
  // It leaves some names, and cuts others short: &notinva; becomes "¬inva;".
  const isKnown = toMarkdown(`<p>x${reference}x</p>`, "").trim() === `x${text}x`;
  const safe = isKnown ? "" : text.replace(/[&<>"']/g, (character) => UNSAFE[character] ?? character);
  known.set(name, safe);
  return safe;
}
