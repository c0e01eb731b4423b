/** The open elements that have a name to be read where they turn out to have no words. */
export class NamedElements {
  readonly #open: { depth: number; name: string; words: number }[] = [];
  #words = 0;

  get hasOpen(): boolean {
    return this.#open.length > 0;
  }

  /** @param depth how many elements are open, this one included */
  begin(depth: number, name: string): void {
    this.#open.push({ depth, name, words: this.#words });
  }

  /** Something was read. */
  sawWords(): void {
    this.#words++;
  }

  /** The names to be read of those elements that are no longer open. @param depth how many elements are */
  end(depth: number): string[] {
    const read: string[] = [];
    for (let top = this.#open.at(-1); top && top.depth > depth; top = this.#open.at(-1)) {
      this.#open.pop();
      if (top.words !== this.#words) continue;
      read.push(top.name);
      this.#words++;
    }
    return read;
  }
}
