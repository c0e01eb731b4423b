import { DomUtils, parseDocument } from "htmlparser2";
import { normalise } from "../normalise.ts";

/** The text of a title, given as written; null when it has none. */
export function titleText(source: string): string | null {
  const text = source.includes("&")
    ? DomUtils.textContent(parseDocument(source.replaceAll("<", "&lt;")))
    : source;
  return normalise(text).replaceAll("\n", " ") || null;
}
