import type { Share } from "./turns.ts";

/** Of all room, the part that only what somebody waits for may take. */
const URGENT_PART = 1 / 8;
/** A share may hold so many times what is free: alone it gets most of it, and some is left for others. */
const MOST_OF_FREE = 4;
/** A part that holds nothing may begin beside the large ones of its share, while more than this of all room is free. */
const LEFT_FOR_OTHERS = 1 / 16;

/**
 * Room for so many at once, shared by the dynamic threshold of shared buffers (Choudhury and Hahne, 1998): the more a share
 * holds, the more it must leave free. So whoever comes next finds room at once, however slow the others are; and within a
 * share, a part that has nothing yet.
 */
export class SharedRoom {
  readonly #total: number;
  readonly #planned: number;
  /** By share, and by share and part. */
  readonly #held = new Map<string, number>();
  #taken = 0;

  constructor(total: number) {
    this.#total = Math.max(1, total);
    this.#planned = Math.max(1, this.#total - Math.ceil(this.#total * URGENT_PART));
  }

  get taken(): number {
    return this.#taken;
  }

  /** Whether there is room for anybody. */
  get isFull(): boolean {
    return this.#taken >= this.#total;
  }

  hasRoomFor(share: Share): boolean {
    const free = (share.urgent ? this.#total : this.#planned) - this.#taken;
    if (free <= 0) return false;
    const [whole, part] = keysOf(share);
    if (this.#heldBy(whole) <= MOST_OF_FREE * free) return true;
    return this.#heldBy(part) === 0 && free > this.#total * LEFT_FOR_OTHERS;
  }

  take(share: Share): void {
    for (const key of keysOf(share)) this.#held.set(key, this.#heldBy(key) + 1);
    this.#taken += 1;
  }

  giveBack(share: Share): void {
    for (const key of keysOf(share)) {
      const held = this.#heldBy(key) - 1;
      if (held > 0) this.#held.set(key, held);
      else this.#held.delete(key);
    }
    this.#taken -= 1;
  }

  #heldBy(key: string): number {
    return this.#held.get(key) ?? 0;
  }
}

/** Pages of one check come with one share, so its keys are spelt once. */
const knownKeys = new WeakMap<Share, readonly [whole: string, part: string]>();

function keysOf(share: Share): readonly [whole: string, part: string] {
  let keys = knownKeys.get(share);
  if (!keys) {
    const whole = `${share.urgent} ${share.name}`;
    keys = [whole, `${whole} ${share.part}`];
    knownKeys.set(share, keys);
  }
  return keys;
}
