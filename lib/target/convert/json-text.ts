import { normaliseIndented } from "./normalise.ts";

/** Deeper documents are no page to read; indenting them would also grow with the square of their depth. */
const MAX_DEPTH = 200;

/**
 * JSON with sorted keys, one value a line, numbers digit for digit as in the source. Of equal keys all are kept,
 * in their order. Null when the text is no JSON, or nested too deeply to be shown.
 */
export function jsonText(source: string): string | null {
  try {
    return normaliseIndented(new JsonReader(source).document());
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
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
    if (next === "{") return this.#members("{", "}", depth, () => this.#member(depth + 1));
    if (next === "[")
      return this.#members("[", "]", depth, () => ({ key: "", text: this.#value(depth + 1) }));
    return next === '"' ? this.#string() : this.#bare();
  }

  #members(open: string, close: string, depth: number, read: () => { key: string; text: string }): string {
    if (depth >= MAX_DEPTH) throw new SyntaxError("nested too deeply");
    this.#at++;
    const members: { key: string; text: string }[] = [];
    while (this.#next() !== close || members.length > 0) {
      members.push(read());
      const separator = this.#next();
      this.#at++;
      if (separator === close) break;
      if (separator !== ",") throw new SyntaxError("a comma is missing");
    }
    if (members.length === 0) {
      this.#at++;
      return open + close;
    }
    if (open === "{") members.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    const indent = "  ".repeat(depth);
    return `${open}\n${members.map(({ text }) => `${indent}  ${text}`).join(",\n")}\n${indent}${close}`;
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
