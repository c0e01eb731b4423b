import type { Document } from "domhandler";
import { DomHandler, Parser, type ParserOptions } from "htmlparser2";
import { PageError } from "#lib/page-error.ts";

// A tree costs far more than its text, and what is done with it recurses.
const MAX_LENGTH = 8_000_000;
const MAX_DEPTH = 512;
const MAX_ELEMENTS = 300_000;

/** A document as a tree. @throws PageError when it is too long, has too many elements, or nests them too deeply */
export function parseBounded(html: string): Document {
  if (html.length > MAX_LENGTH) throw tooMuch(`has more than ${MAX_LENGTH / 1_000_000} million characters`);
  const handler = new BoundedHandler();
  new Parser(handler, { decodeEntities: true }).end(html);
  return handler.root;
}

class BoundedHandler extends DomHandler {
  #elements = 0;

  override onopentag(name: string, attributes: { [key: string]: string }): void {
    if (this.tagStack.length > MAX_DEPTH) throw tooMuch(`nests elements more than ${MAX_DEPTH} deep`);
    if (++this.#elements > MAX_ELEMENTS) throw tooMuch(`has more than ${MAX_ELEMENTS} elements`);
    super.onopentag(name, attributes);
  }
}

/** A part of a page as a tree, up to where it has more elements, or nests them deeper, than people write. */
export function parsePart(html: string, options: ParserOptions = {}): Document {
  const handler = new BoundedHandler();
  try {
    new Parser(handler, { decodeEntities: true, ...options }).end(html);
  } catch (error) {
    if (!(error instanceof PageError)) throw error;
  }
  return handler.root;
}

/** Of a page that the selectors needing a tree cannot be tried on. */
export function tooMuch(what: string): PageError {
  return new PageError(
    `The page ${what}, too much for its CSS selectors. Use plain ones (a tag, .class, #id or [attribute]), which have no such limit.`,
  );
}
