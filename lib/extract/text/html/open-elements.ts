import { ENDED_BY } from "./elements.ts";

/** What being inside an element means for the scan. */
export const PLAIN = 0;
export const CONTENT = 1;
export const SECTION = 2;
export const DROPPED = 4;
export const INCLUDED = 8;
/** Its white space at the beginning of lines is content. */
export const PREFORMATTED = 16;
/** Text of another kind is put in its place, once all of it was read. Always together with DROPPED. */
export const REPLACED = 32;

/** All open elements of one name. */
type Namesakes = { name: string; open: number; endedBy: Set<string> | undefined };

/** The elements open at one place of a document, each with its meaning. Every step is constant time on average. */
export class OpenElements {
  readonly #open: Namesakes[] = [];
  readonly #meanings: number[] = [];
  readonly #byName = new Map<string, Namesakes>();
  readonly #countByMeaning = new Uint32Array(REPLACED + 1);

  /** Whether an open element has this meaning. */
  isInside(meaning: number): boolean {
    return (this.#countByMeaning[meaning] ?? 0) > 0;
  }

  /** How many are open. */
  get depth(): number {
    return this.#open.length;
  }

  has(name: string): boolean {
    return (this.#byName.get(name)?.open ?? 0) > 0;
  }

  /** Whether what begins now stands directly in the body. */
  get isAtTop(): boolean {
    return this.#open.length <= 2 && this.#open.every(({ name }) => name === "html" || name === "body");
  }

  push(name: string, meaning: number): void {
    const namesakes = this.#byName.get(name) ?? this.#first(name);
    namesakes.open++;
    this.#open.push(namesakes);
    this.#meanings.push(meaning);
    if (meaning !== PLAIN) this.#count(meaning, 1);
  }

  /** Ends what a start tag ends without saying so, such as a list item by the next one. */
  endBefore(name: string): void {
    while (this.#open.at(-1)?.endedBy?.has(name)) this.#pop();
  }

  /** Ends the innermost element of this name and all inside it; answers its meaning, null when none is open. */
  end(name: string): number | null {
    const namesakes = this.#byName.get(name);
    if (!namesakes?.open) return null;
    while (this.#open.at(-1) !== namesakes) this.#pop();
    return this.#pop();
  }

  #first(name: string): Namesakes {
    const namesakes = { name, open: 0, endedBy: ENDED_BY.get(name) };
    this.#byName.set(name, namesakes);
    return namesakes;
  }

  #pop(): number {
    const namesakes = this.#open.pop();
    if (namesakes) namesakes.open--;
    const meaning = this.#meanings.pop() ?? PLAIN;
    if (meaning !== PLAIN) this.#count(meaning, -1);
    return meaning;
  }

  #count(meaning: number, change: 1 | -1): void {
    for (let bit = CONTENT; bit <= REPLACED; bit <<= 1) {
      if (meaning & bit) this.#countByMeaning[bit] = (this.#countByMeaning[bit] ?? 0) + change;
    }
  }
}
