import { abortedError } from "./fetch-error.ts";
import { SharedRoom } from "./shared-room.ts";
import { type Share, Turns } from "./turns.ts";

type Waiter = { share: Share; begin: () => void; stop: () => void };

/** The places of all requests together. Those who wait for one take turns by their shares. */
export class Places {
  readonly #room: SharedRoom;
  readonly #waiting = new Turns<Waiter>();

  constructor(total: number) {
    this.#room = new SharedRoom(total);
  }

  /**
   * Takes a place; `leave` must follow. Answers undefined when there is one at once. Rejects with kind "aborted" when
   * the signal ends the wait.
   */
  enter(share: Share, signal?: AbortSignal): Promise<void> | undefined {
    if (signal?.aborted) return Promise.reject(abortedError(signal.reason));
    if (this.#room.hasRoomFor(share)) {
      this.#room.take(share);
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
    this.#room.giveBack(share);
    for (let next = this.#next(); next; next = this.#next()) {
      this.#room.take(next.share);
      next.begin();
    }
  }

  /** Sends away whoever waits (kind "aborted"). */
  close(): void {
    for (const { stop } of [...this.#waiting]) stop();
  }

  #next(): Waiter | undefined {
    return this.#waiting.next((share) => this.#room.hasRoomFor(share));
  }
}
