/** For whom something is fetched: who shares a name takes turns with the others as one, and its parts among themselves. */
export type Share = {
  /** Such as a team. */
  name: string;
  /** Such as one of its checks. */
  part: string;
  /** Whether somebody asked for it and waits; those are served before all that was planned. */
  urgent: boolean;
};

/** Of a fetch that says nothing of whom it is for. */
export const NOBODY: Share = { name: "", part: "", urgent: true };

/**
 * Those who wait, in the order in which they are served: the urgent first; of each kind one share after the other, and
 * of each share one part after the other.
 */
export class Turns<Waiter> {
  readonly #urgent = new Map<string, Map<string, Set<Waiter>>>();
  readonly #planned = new Map<string, Map<string, Set<Waiter>>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add({ name, part, urgent }: Share, waiter: Waiter): void {
    const lane = urgent ? this.#urgent : this.#planned;
    const parts = lane.get(name) ?? new Map<string, Set<Waiter>>();
    const waiting = parts.get(part) ?? new Set();
    lane.set(name, parts.set(part, waiting.add(waiter)));
    this.#size += 1;
  }

  remove({ name, part, urgent }: Share, waiter: Waiter): void {
    const lane = urgent ? this.#urgent : this.#planned;
    const parts = lane.get(name);
    const waiting = parts?.get(part);
    if (!parts || !waiting?.delete(waiter)) return;
    this.#size -= 1;
    if (waiting.size === 0) parts.delete(part);
    if (parts.size === 0) lane.delete(name);
  }

  /** Takes out whose turn it is among those who may be served now; its share and its part are then the last of their kind. */
  next(mayServe: (share: Share) => boolean): Waiter | undefined {
    return this.#nextOf(true, mayServe) ?? this.#nextOf(false, mayServe);
  }

  /** Everybody who waits, in no particular order. */
  *[Symbol.iterator](): Generator<Waiter> {
    for (const lane of [this.#urgent, this.#planned]) {
      for (const parts of lane.values()) for (const waiting of parts.values()) yield* waiting;
    }
  }

  #nextOf(urgent: boolean, mayServe: (share: Share) => boolean): Waiter | undefined {
    const lane = urgent ? this.#urgent : this.#planned;
    for (const [name, parts] of lane) {
      for (const [part, waiting] of parts) {
        const [waiter] = waiting;
        if (waiter === undefined || !mayServe({ name, part, urgent })) continue;
        waiting.delete(waiter);
        this.#size -= 1;
        parts.delete(part);
        if (waiting.size > 0) parts.set(part, waiting);
        lane.delete(name);
        if (parts.size > 0) lane.set(name, parts);
        return waiter;
      }
    }
    return undefined;
  }
}
