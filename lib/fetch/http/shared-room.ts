import type { Share } from "./turns.ts";

/** Of all room, the part that only what somebody waits for may take. */
const URGENT_PART = 1 / 8;
/** A share may hold so many times what is free: alone it gets most of it, and some is left for others. */
const MOST_OF_FREE = 4;

/**
 * Room for so many at once, shared by the dynamic threshold of shared buffers (Choudhury and Hahne, 1998): the more a share
 * holds, the more it must leave free. So whoever comes next finds room at once, however slow the others are.
 */
export class SharedRoom {
  readonly #total: number;
  readonly #planned: number;
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
    return free > 0 && (this.#held.get(keyOf(share)) ?? 0) <= MOST_OF_FREE * free;
  }

  take(share: Share): void {
    const key = keyOf(share);
    this.#held.set(key, (this.#held.get(key) ?? 0) + 1);
    this.#taken += 1;
  }

  giveBack(share: Share): void {
    const key = keyOf(share);
    const held = (this.#held.get(key) ?? 0) - 1;
    if (held > 0) this.#held.set(key, held);
    else this.#held.delete(key);
    this.#taken -= 1;
  }
}

const keyOf = ({ name, urgent }: Share) => `${urgent} ${name}`;
