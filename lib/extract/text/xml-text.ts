import { Parser } from "htmlparser2";
import { normalise } from "./normalise.ts";

/** Deeper documents are no page to read, and the parser's time grows with depth. */
const MAX_DEPTH = 200;
const MAX_INDENTED_DEPTH = 32;
/** The parser is fed by pieces, so that one that is nested too deeply is seen before all of it was read. */
const PIECE = 64 * 1024;
/** What graphics are for: of these documents only the words count. */
const GRAPHIC = /^(?:\w+:)?svg$/;

class TooDeep extends Error {}

/**
 * XML as what it says: an element a line, attributes in the order of their names, references and CDATA as the text
 * they stand for; without comments, declarations and the white space between tags. Null when it has no element, or
 * is nested too deeply.
 */
export function xmlText(source: string): string | null {
  const writer = new XmlWriter();
  const parser = new Parser(writer.events, { xmlMode: true, decodeEntities: true });
  try {
    for (let at = 0; at < source.length; at += PIECE) parser.write(source.slice(at, at + PIECE));
    parser.end();
  } catch (error) {
    if (error instanceof TooDeep) return null;
    throw error;
  }
  return writer.hasElement ? writer.lines.join("\n") : null;
}

/** The name of a document's first element. */
export function isGraphic(source: string): boolean {
  let name = "";
  const parser = new Parser(
    {
      onopentagname: (found) => {
        name ||= found;
        parser.pause();
      },
    },
    { xmlMode: true },
  );
  parser.write(source.slice(0, PIECE));
  return GRAPHIC.test(name);
}

class XmlWriter {
  readonly lines: string[] = [];
  hasElement = false;
  readonly #open: string[] = [];
  #text = "";
  /** The start tag that nothing has followed yet: with its text alone it takes one line. */
  #start: string | null = null;

  readonly events = {
    onopentag: (name: string, attributes: Record<string, string>) => {
      this.#flush();
      this.hasElement = true;
      if (this.#open.push(name) > MAX_DEPTH) throw new TooDeep();
      const written = Object.keys(attributes)
        .sort()
        .map((key) => ` ${key}="${oneLine(attributes[key] ?? "").replaceAll('"', "&quot;")}"`);
      this.#start = `${name}${written.join("")}`;
    },
    ontext: (text: string) => {
      this.#text += text;
    },
    onclosetag: (name: string) => {
      // A tag that the document ends in was never begun.
      if (this.#open.at(-1) !== name) return;
      const start = this.#start;
      if (start === null) this.#flush();
      const text = start === null ? "" : oneLine(this.#text);
      this.#start = null;
      this.#text = "";
      this.#open.pop();
      if (start === null) this.#line(`</${name}>`);
      else this.#line(text === "" ? `<${start}/>` : `<${start}>${escaped(text)}</${name}>`);
    },
    onend: () => this.#flush(),
  };

  #flush(): void {
    const text = oneLine(this.#text);
    this.#text = "";
    if (this.#start !== null) this.#line(`<${this.#start}>`, this.#open.length - 1);
    this.#start = null;
    if (text !== "") this.#line(escaped(text));
  }

  #line(text: string, depth = this.#open.length): void {
    this.lines.push("  ".repeat(Math.min(depth, MAX_INDENTED_DEPTH)) + text);
  }
}

const oneLine = (text: string) => normalise(text).replaceAll("\n", " ");
const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
