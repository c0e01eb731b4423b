/** For whom something is fetched: who shares a name takes turns with the others as one. */
export type Share = {
  /** Such as a team. */
  name: string;
  /** Whether somebody asked for it and waits; those are served before all that was planned. */
  urgent: boolean;
};

/** Of a fetch that says nothing of whom it is for. */
export const NOBODY: Share = { name: "", urgent: true };

/** Those who wait, in the order in which they are served: the urgent first, and of each kind one share after the other. */
export class Turns<Waiter> {
  readonly #urgent = new Map<string, Set<Waiter>>();
  readonly #planned = new Map<string, Set<Waiter>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(share: Share, waiter: Waiter): void {
    const lane = this.#laneOf(share);
    const waiting = lane.get(share.name) ?? new Set();
    lane.set(share.name, waiting.add(waiter));
    this.#size += 1;
  }

  remove(share: Share, waiter: Waiter): void {
    const lane = this.#laneOf(share);
    const waiting = lane.get(share.name);
    if (!waiting?.delete(waiter)) return;
    this.#size -= 1;
    if (waiting.size === 0) lane.delete(share.name);
  }

  /** Takes out whose turn it is among those whose share may be served now; its share is then the last of its kind. */
  next(mayServe: (share: Share) => boolean = () => true): Waiter | undefined {
    return this.#nextOf(this.#urgent, true, mayServe) ?? this.#nextOf(this.#planned, false, mayServe);
  }

  /** Everybody who waits, in no particular order. */
  *[Symbol.iterator](): Generator<Waiter> {
    for (const lane of [this.#urgent, this.#planned]) for (const waiting of lane.values()) yield* waiting;
  }

  #laneOf({ urgent }: Share): Map<string, Set<Waiter>> {
    return urgent ? this.#urgent : this.#planned;
  }

  #nextOf(
    lane: Map<string, Set<Waiter>>,
    urgent: boolean,
    mayServe: (share: Share) => boolean,
  ): Waiter | undefined {
    for (const [name, waiting] of lane) {
      const [waiter] = waiting;
      if (waiter === undefined || !mayServe({ name, urgent })) continue;
      waiting.delete(waiter);
      this.#size -= 1;
      lane.delete(name);
      if (waiting.size > 0) lane.set(name, waiting);
      return waiter;
    }
    return undefined;
  }
}
