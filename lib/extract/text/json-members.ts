/** The separator that follows every member but the last: a comma and a line feed. */
const SEPARATOR = 2;

/**
 * The members of the objects that are open while JSON is written into `lines`. When an object ends, its members are
 * put into the order of their keys, in place; equal keys keep their order. Takes eight bytes a member, and copies an
 * object only if it was in another order.
 */
export class JsonMembers {
  readonly #lines: Buffer;
  /** Of the members of all open objects, inner ones last: where each begins, and where its key ends. */
  #starts = new Uint32Array(1024);
  #keyEnds = new Uint32Array(1024);
  #count = 0;
  /** Of the open objects: how many members there were before, and whether those since are in order. */
  readonly #firsts: Uint32Array;
  readonly #isSorted: Uint8Array;
  #depth = 0;

  constructor(lines: Buffer, maxDepth: number) {
    this.#lines = lines;
    this.#firsts = new Uint32Array(maxDepth + 1);
    this.#isSorted = new Uint8Array(maxDepth + 1);
  }

  begin(): void {
    this.#depth++;
    this.#firsts[this.#depth] = this.#count;
    this.#isSorted[this.#depth] = 1;
  }

  /** A member of the innermost object, whose key was just written. */
  add(start: number, keyEnd: number): void {
    if (this.#count === this.#starts.length) this.#grow();
    this.#starts[this.#count] = start;
    this.#keyEnds[this.#count] = keyEnd;
    const isFirst = this.#count === this.#firsts[this.#depth];
    if (!isFirst && this.#compare(this.#count - 1, this.#count) > 0) this.#isSorted[this.#depth] = 0;
    this.#count++;
  }

  /** @param end after the last member of the innermost object */
  end(end: number): void {
    const first = this.#firsts[this.#depth] ?? 0;
    if (this.#isSorted[this.#depth] === 0) this.#sort(first, end);
    this.#count = first;
    this.#depth--;
  }

  #sort(first: number, end: number): void {
    const lines = this.#lines;
    const order = Uint32Array.from({ length: this.#count - first }, (_, index) => first + index);
    order.sort((one, other) => this.#compare(one, other) || one - other);
    const from = this.#starts[first] ?? 0;
    const before = Buffer.from(lines.subarray(from, end));
    let to = from;
    for (const member of order) {
      const start = this.#starts[member] ?? 0;
      const next = member + 1 < this.#count ? (this.#starts[member + 1] ?? 0) - SEPARATOR : end;
      if (to > from) to += lines.write(",\n", to, "latin1");
      to += before.copy(lines, to, start - from, next - from);
    }
  }

  #compare(one: number, other: number): number {
    const lines = this.#lines;
    let a = this.#starts[one] ?? 0;
    let b = this.#starts[other] ?? 0;
    const [endA = 0, endB = 0] = [this.#keyEnds[one], this.#keyEnds[other]];
    for (; a < endA && b < endB; a++, b++) {
      const difference = (lines[a] ?? 0) - (lines[b] ?? 0);
      if (difference !== 0) return difference;
    }
    return endA - a - (endB - b);
  }

  #grow(): void {
    const grown = (list: Uint32Array) => {
      const longer = new Uint32Array(list.length * 2);
      longer.set(list);
      return longer;
    };
    this.#starts = grown(this.#starts);
    this.#keyEnds = grown(this.#keyEnds);
  }
}
