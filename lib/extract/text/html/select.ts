import { compile, selectAll } from "css-select";
import { render } from "dom-serializer";
import type { AnyNode, Document, Element } from "domhandler";
import { DomUtils } from "htmlparser2";
import { PageError } from "#lib/page-error.ts";
import { parseBounded, tooMuch } from "./bounded-document.ts";
import { countingAdapter } from "./counting-adapter.ts";
import { insertImpliedElements } from "./implied-elements.ts";

export type Selected = { html: string; isMatched: boolean };

// What css-select lets pass, and then finds nowhere: XPath and other signs that stand in no selector, a dot or hash
// without a name, a combinator with nothing on one side.
const NO_SIGN = /[^-\w\s>+~,*.#:()[\]\u0080-\uffff]/;
const NO_NAME = /[.#](?=[.#\s>+~,:[)\d]|$)/;
const HALF = /(?:^|,)\s*[>+~]|[>+~]\s*(?:,|$)/;

/** Without what may hold any sign: escapes, strings, and what is asked of attributes. */
const bare = (selector: string) =>
  selector
    .replace(/\\(?:[\da-f]{1,6}\s?|.)/gi, "x")
    .replace(/"[^"]*"|'[^']*'/g, "")
    .replace(/\[[^\]]*\]/g, "[]");

/** Without what stands in parentheses, where a selector may begin with a combinator: `:has(> p)`. */
function outermost(selector: string): string {
  const without = selector.replace(/\([^()]*\)/g, "");
  return without === selector ? selector : outermost(without);
}

/** Whether `selector` is CSS that can be carried out here; pseudo-elements and unknown pseudo-classes are not. */
export function isUsableSelector(selector: string): boolean {
  const signs = bare(selector);
  if (selector.trim() === "" || NO_SIGN.test(signs) || NO_NAME.test(signs) || HALF.test(outermost(signs)))
    return false;
  try {
    compile(selector);
    return true;
  } catch {
    return false;
  }
}

/**
 * Carries out any CSS selectors: drops what `exclude` matches, then keeps only what `include` matches (all of
 * it when empty), outermost elements in document order, and always the title and base.
 * @throws PageError when the document is beyond the bounds of a tree, or a selector is not CSS
 */
export function selectElements(html: string, include: string[], exclude: string[]): Selected {
  const document = parseBounded(html);
  insertImpliedElements(document);
  for (const element of find(exclude, document)) DomUtils.removeElement(element);
  if (include.length === 0) return { html: serialise(document), isMatched: true };
  const matched = new Set<AnyNode>(find(include, document));
  const outermost = [...matched].filter((element) => !hasAncestorIn(element, matched));
  const frame = find(["head > title, base"], document);
  const parts = outermost.map((element) => `<div>${serialise(element)}</div>`);
  return { html: serialise(frame) + parts.join(""), isMatched: matched.size > 0 };
}

/** Those of some selectors that match nothing of a document. @throws PageError as `selectElements` */
export function unmatchedSelectors(
  html: string,
  { include, exclude }: { include: string[]; exclude: string[] },
): { include: string[]; exclude: string[] } {
  if (include.length + exclude.length === 0) return { include, exclude };
  const document = parseBounded(html);
  insertImpliedElements(document);
  const matchesNothing = (selector: string) => find([selector], document).length === 0;
  const unmatched = exclude.filter(matchesNothing);
  // What is left out first cannot be kept any more.
  for (const element of find(exclude, document)) DomUtils.removeElement(element);
  return { include: include.filter(matchesNothing), exclude: unmatched };
}

function find(selectors: string[], document: Document): Element[] {
  if (selectors.length === 0) return [];
  try {
    const adapter = countingAdapter(() => {
      throw tooMuch("has too many elements to try one by one");
    });
    return selectAll<AnyNode, Element>(selectors.join(", "), document, { adapter });
  } catch (cause) {
    if (cause instanceof PageError) throw cause;
    const message = `A CSS selector of this monitor could not be used (${selectors.join(", ")}). Correct it in the target's includeTags or excludeTags.`;
    throw new PageError(message, null, { cause });
  }
}

function serialise(nodes: AnyNode | AnyNode[]): string {
  return render(nodes, { encodeEntities: "utf8" });
}

function hasAncestorIn(element: AnyNode, set: Set<AnyNode>): boolean {
  for (let parent = element.parent; parent; parent = parent.parent) if (set.has(parent)) return true;
  return false;
}
