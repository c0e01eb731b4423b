import { largeJsonText } from "./large-json.ts";
import { normalise, normaliseIndented } from "./normalise.ts";

/** Deeper documents are no page to read. */
const MAX_DEPTH = 200;
/** Indentation makes a text longer with the square of its depth, so lines of a deeper level begin at the margin. */
const MAX_INDENTED_DEPTH = 32;
/** Longer documents (characters) are not indented, and read in one pass with little memory. */
const MAX_INDENTED = 2_000_000;

/**
 * JSON with sorted keys, one value a line, numbers digit for digit as in the source. Of equal keys all are kept,
 * in their order. Documents of more than two million characters are not indented. Null when the text
 * is no JSON, or nested too deeply to be shown.
 */
export function jsonText(source: string): string | null {
  if (source.length > MAX_INDENTED) return unindentedJsonText(source);
  try {
    return normaliseIndented(new JsonReader(source).document());
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function unindentedJsonText(source: string): string | null {
  const text = largeJsonText(source, MAX_DEPTH);
  return text === null ? null : normalise(text);
}

const BARE = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const NOT_PLAIN = /[\\\u0000-\u001f]/;

/** Reads and prints in one go: JSON.parse would round numbers, and takes seconds with a reviver that keeps them. */
class JsonReader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  document(): string {
    const text = this.#value(0);
    if (this.#next() !== "") throw new SyntaxError("text after the document");
    return text;
  }

  #value(depth: number): string {
    const next = this.#next();
    if (next === "{") return this.#object(depth);
    if (next === "[") return this.#array(depth);
    return next === '"' ? this.#string() : this.#bare();
  }

  #array(depth: number): string {
    const values: string[] = [];
    this.#members("]", depth, () => values.push(this.#value(depth + 1)));
    return enclosed("[", values, "]", depth);
  }

  #object(depth: number): string {
    const members: { key: string; text: string }[] = [];
    this.#members("}", depth, () => members.push(this.#member(depth + 1)));
    members.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    return enclosed(
      "{",
      members.map(({ text }) => text),
      "}",
      depth,
    );
  }

  #members(close: string, depth: number, read: () => void): void {
    if (depth >= MAX_DEPTH) throw new SyntaxError("nested too deeply");
    this.#at++;
    let isEmpty = true;
    while (this.#next() !== close || !isEmpty) {
      read();
      isEmpty = false;
      const separator = this.#next();
      this.#at++;
      if (separator === close) return;
      if (separator !== ",") throw new SyntaxError("a comma is missing");
    }
    this.#at++;
  }

  #member(depth: number): { key: string; text: string } {
    if (this.#next() !== '"') throw new SyntaxError("a key is missing");
    const key = this.#string();
    if (this.#next() !== ":") throw new SyntaxError("a colon is missing");
    this.#at++;
    return { key, text: `${key}: ${this.#value(depth)}` };
  }

  /** However a string was escaped, it is printed in one way. */
  #string(): string {
    const start = this.#at;
    let end = this.#source.indexOf('"', start + 1);
    while (end >= 0 && this.#isEscaped(end)) end = this.#source.indexOf('"', end + 1);
    if (end < 0) throw new SyntaxError("a string does not end");
    this.#at = end + 1;
    const token = this.#source.slice(start, end + 1);
    return NOT_PLAIN.test(token) ? JSON.stringify(JSON.parse(token)) : token;
  }

  #isEscaped(at: number): boolean {
    let backslashes = 0;
    while (this.#source[at - 1 - backslashes] === "\\") backslashes++;
    return backslashes % 2 === 1;
  }

  #bare(): string {
    BARE.lastIndex = this.#at;
    const token = BARE.exec(this.#source)?.[0];
    if (token === undefined) throw new SyntaxError("no value");
    this.#at += token.length;
    return token;
  }

  /** The next character that is no white space; empty at the end. */
  #next(): string {
    let code = this.#source.charCodeAt(this.#at);
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) {
      code = this.#source.charCodeAt(++this.#at);
    }
    return this.#source.charAt(this.#at);
  }
}

function enclosed(open: string, members: string[], close: string, depth: number): string {
  if (members.length === 0) return open + close;
  const line = lineBreak(depth + 1);
  return `${open}${line}${members.join(`,${line}`)}${lineBreak(depth)}${close}`;
}

function lineBreak(depth: number): string {
  return `\n${"  ".repeat(depth > MAX_INDENTED_DEPTH ? 0 : depth)}`;
}
