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

  /** Where the source begins that is kept and not yet written; what stands before cannot be replaced any more. */
  get from(): number {
    return this.#from;
  }

  /** How many slices are written: with `from`, the place that {@link insertAt} finds again. */
  get length(): number {
    return this.#slices.length;
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
    if (start > this.#from) this.#slices.push(this.#source.slice(this.#from, start));
    this.#slices.push(text);
    this.#from = end;
  }

  /** Puts `text` before the source's `at`, of which only the slice that began at `length` and `from` is known. */
  insertAt(at: number, text: string, length: number, from: number): void {
    const slice = this.#slices[length];
    if (slice === undefined) this.replace(at, at, text);
    else this.#slices[length] = slice.slice(0, at - from) + text + slice.slice(at - from);
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
