import { ENDED_BY } from "./elements.ts";

/** What being inside an element means for the scan. */
export const PLAIN = 0;
export const CONTENT = 1;
export const SECTION = 2;
export const DROPPED = 4;
export const INCLUDED = 8;

/** The elements open at one place of a document, each with its meaning. Every step is constant time on average. */
export class OpenElements {
  readonly #names: string[] = [];
  readonly #meanings: number[] = [];
  readonly #countByName = new Map<string, number>();
  readonly #countByMeaning = new Uint32Array(INCLUDED + 1);

  /** Whether an open element has this meaning. */
  isInside(meaning: number): boolean {
    return (this.#countByMeaning[meaning] ?? 0) > 0;
  }

  push(name: string, meaning: number): void {
    this.#names.push(name);
    this.#meanings.push(meaning);
    this.#count(name, meaning, 1);
  }

  /** Ends what a start tag ends without saying so, such as a list item by the next one. */
  endBefore(name: string): void {
    for (let top = this.#names.at(-1); top && ENDED_BY.get(top)?.has(name); top = this.#names.at(-1))
      this.#pop();
  }

  /** Ends the innermost element of this name and all inside it; answers its meaning, null when none is open. */
  end(name: string): number | null {
    if (!this.#countByName.get(name)) return null;
    while (this.#names.at(-1) !== name) this.#pop();
    return this.#pop();
  }

  #pop(): number {
    const meaning = this.#meanings.pop() ?? PLAIN;
    this.#count(this.#names.pop() ?? "", meaning, -1);
    return meaning;
  }

  #count(name: string, meaning: number, change: 1 | -1): void {
    this.#countByName.set(name, (this.#countByName.get(name) ?? 0) + change);
    if (meaning === PLAIN) return;
    for (let bit = CONTENT; bit <= INCLUDED; bit <<= 1) {
      if (meaning & bit) this.#countByMeaning[bit] = (this.#countByMeaning[bit] ?? 0) + change;
    }
  }
}
