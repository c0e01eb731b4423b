import { abortedError } from "./fetch-error.ts";
import { type Share, Turns } from "./turns.ts";

/** Places beside all others, as a part of these, that only what somebody waits for may take. */
const URGENT_PART = 1 / 8;
/** A share may hold so many times the places that are free: alone it gets most of them, and some are left for others. */
const SHARE = 4;

type Waiter = { share: Share; begin: () => void; stop: () => void };

/**
 * The places of all requests together. They are shared by the dynamic threshold of shared buffers (Choudhury and Hahne,
 * 1998): the more a share holds, the more it must leave free, so that whoever comes next finds one at once,
 * however slow the pages of the others are.
 */
export class Places {
  readonly #total: number;
  readonly #urgentOnly: number;
  readonly #held = new Map<string, number>();
  readonly #waiting = new Turns<Waiter>();
  #taken = 0;

  constructor(total: number) {
    this.#total = total;
    this.#urgentOnly = Math.ceil(total * URGENT_PART);
  }

  /**
   * Takes a place; `leave` must follow. Answers undefined when there is one at once. Rejects with kind "aborted" when
   * the signal ends the wait.
   */
  enter(share: Share, signal?: AbortSignal): Promise<void> | undefined {
    if (signal?.aborted) return Promise.reject(abortedError(signal.reason));
    if (this.#mayTake(share)) {
      this.#take(share);
      return undefined;
    }
    return new Promise((resolve, reject) => {
      const stop = () => {
        this.#waiting.remove(share, waiter);
        reject(abortedError(signal?.reason));
      };
      const begin = () => {
        signal?.removeEventListener("abort", stop);
        resolve();
      };
      const waiter = { share, begin, stop };
      this.#waiting.add(share, waiter);
      signal?.addEventListener("abort", stop, { once: true });
    });
  }

  leave(share: Share): void {
    const key = keyOf(share);
    const held = (this.#held.get(key) ?? 0) - 1;
    if (held > 0) this.#held.set(key, held);
    else this.#held.delete(key);
    this.#taken -= 1;
    for (let next = this.#next(); next; next = this.#next()) {
      this.#take(next.share);
      next.begin();
    }
  }

  /** Sends away whoever waits (kind "aborted"). */
  close(): void {
    for (const { stop } of [...this.#waiting]) stop();
  }

  #next(): Waiter | undefined {
    return this.#waiting.next((share) => this.#mayTake(share));
  }

  #mayTake(share: Share): boolean {
    const free = this.#total + (share.urgent ? this.#urgentOnly : 0) - this.#taken;
    return free > 0 && (this.#held.get(keyOf(share)) ?? 0) <= SHARE * free;
  }

  #take(share: Share): void {
    const key = keyOf(share);
    this.#held.set(key, (this.#held.get(key) ?? 0) + 1);
    this.#taken += 1;
  }
}

const keyOf = ({ name, urgent }: Share) => `${urgent} ${name}`;
