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

/** By share and part; with each the share as it came first, of which its keys are known already. */
type Lane<Waiter> = Map<string, Map<string, { share: Share; waiting: Set<Waiter> }>>;

/**
 * Those who wait, in the order in which they are served: the urgent first; of each kind one share after the other, and
 * of each share one part after the other.
 */
export class Turns<Waiter> {
  readonly #urgent: Lane<Waiter> = new Map();
  readonly #planned: Lane<Waiter> = new Map();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(share: Share, waiter: Waiter): void {
    const lane = this.#laneOf(share);
    const parts = lane.get(share.name) ?? new Map();
    const part = parts.get(share.part) ?? { share, waiting: new Set() };
    part.waiting.add(waiter);
    lane.set(share.name, parts.set(share.part, part));
    this.#size += 1;
  }

  remove(share: Share, waiter: Waiter): void {
    const lane = this.#laneOf(share);
    const parts = lane.get(share.name);
    const part = parts?.get(share.part);
    if (!parts || !part?.waiting.delete(waiter)) return;
    this.#size -= 1;
    if (part.waiting.size === 0) parts.delete(share.part);
    if (parts.size === 0) lane.delete(share.name);
  }

  /** Takes out whose turn it is among those who may be served now; its share and its part are then the last of their kind. */
  next(mayServe: (share: Share) => boolean): Waiter | undefined {
    return this.#nextOf(this.#urgent, mayServe) ?? this.#nextOf(this.#planned, mayServe);
  }

  /** Everybody who waits, in no particular order. */
  *[Symbol.iterator](): Generator<Waiter> {
    for (const lane of [this.#urgent, this.#planned]) {
      for (const parts of lane.values()) for (const { waiting } of parts.values()) yield* waiting;
    }
  }

  #laneOf({ urgent }: Share): Lane<Waiter> {
    return urgent ? this.#urgent : this.#planned;
  }

  #nextOf(lane: Lane<Waiter>, mayServe: (share: Share) => boolean): Waiter | undefined {
    for (const [name, parts] of lane) {
      for (const [key, part] of parts) {
        const [waiter] = part.waiting;
        if (waiter === undefined || !mayServe(part.share)) continue;
        part.waiting.delete(waiter);
        this.#size -= 1;
        parts.delete(key);
        if (part.waiting.size > 0) parts.set(key, part);
        lane.delete(name);
        if (parts.size > 0) lane.set(name, parts);
        return waiter;
      }
    }
    return undefined;
  }
}
