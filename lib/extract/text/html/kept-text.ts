/** Collects what is kept of a text, slice by slice, in order. */
export class KeptText {
  readonly #source: string;
  readonly #slices: string[] = [];
  /** Where the slice being kept starts; -1 while nothing is kept. */
  #from: number;

  constructor(source: string, keeping: boolean) {
    this.#source = source;
    this.#from = keeping ? 0 : -1;
  }

  get isKeeping(): boolean {
    return this.#from >= 0;
  }

  /** From here on the text is kept, or is not. */
  setKeeping(keeping: boolean, at: number): void {
    if (keeping === this.isKeeping) return;
    if (!keeping) this.#slices.push(this.#source.slice(this.#from, at));
    this.#from = keeping ? at : -1;
  }

  /** Puts `text` in place of what stands from `start` to `end`, when that would be kept. */
  replace(start: number, end: number, text: string): void {
    if (!this.isKeeping) return;
    this.#slices.push(this.#source.slice(this.#from, start), text);
    this.#from = end;
  }

  /** Adds text that is not of the source; only while nothing is kept. */
  insert(text: string): void {
    this.#slices.push(text);
  }

  /** All that was kept. `end` is where the source ends. */
  finish(end: number): string {
    this.setKeeping(false, end);
    return this.#slices.join("");
  }
}
