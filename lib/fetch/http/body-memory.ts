import { abortedError } from "./fetch-error.ts";

/** Up to here a body is small: the places of requests bound how many there are, and none waits for a large one. */
export const SMALL_BODY = 2 ** 20;

type Waiter = { bytes: number; begin: () => void; stop: () => void };

/**
 * The memory that large bodies may take together, from when they come in until they have been read. A body asks once, for
 * all that it may become: of several that were half there, each waiting for more, none could go on. First come,
 * first served; one that is larger than all there is has it alone.
 */
export class BodyMemory {
  readonly #total: number;
  readonly #waiting = new Set<Waiter>();
  #taken = 0;

  constructor(total: number) {
    this.#total = total;
  }

  /** Bytes taken now. */
  get taken(): number {
    return this.#taken;
  }

  /**
   * Takes so many bytes; `give` must follow. Answers undefined when they are there at once. Rejects with kind "aborted" when
   * the signal ends the wait.
   */
  take(bytes: number, signal?: AbortSignal): Promise<void> | undefined {
    if (this.#waiting.size === 0 && this.#hasRoom(bytes)) {
      this.#taken += bytes;
      return undefined;
    }
    return new Promise((resolve, reject) => {
      const stop = () => {
        this.#waiting.delete(waiter);
        reject(abortedError(signal?.reason));
        this.#proceed();
      };
      const begin = () => {
        signal?.removeEventListener("abort", stop);
        resolve();
      };
      const waiter = { bytes, begin, stop };
      this.#waiting.add(waiter);
      signal?.addEventListener("abort", stop, { once: true });
    });
  }

  give(bytes: number): void {
    this.#taken -= bytes;
    this.#proceed();
  }

  /** Sends away whoever waits (kind "aborted"). */
  close(): void {
    for (const { stop } of [...this.#waiting]) stop();
  }

  #hasRoom(bytes: number): boolean {
    return this.#taken === 0 || this.#taken + bytes <= this.#total;
  }

  #proceed(): void {
    for (const waiter of this.#waiting) {
      if (!this.#hasRoom(waiter.bytes)) return;
      this.#waiting.delete(waiter);
      this.#taken += waiter.bytes;
      waiter.begin();
    }
  }
}

/** What one fetch holds of it. */
export class BodyHold {
  readonly #memory: BodyMemory;
  readonly #onLarge: () => void;
  #bytes = 0;

  /** @param onLarge called when the body turns out to be large: it is then bounded by its bytes, and needs no place */
  constructor(memory: BodyMemory, onLarge: () => void) {
    this.#memory = memory;
    this.#onLarge = onLarge;
  }

  get isLarge(): boolean {
    return this.#bytes > 0;
  }

  /** Takes what a large body may need. Answers undefined when it may go on at once. */
  grow(bytes: number, signal?: AbortSignal): Promise<void> | undefined {
    const wait = this.#memory.take(bytes, signal);
    this.#onLarge();
    if (!wait) {
      this.#bytes = bytes;
      return undefined;
    }
    return wait.then(() => {
      this.#bytes = bytes;
    });
  }

  /** Gives back what the body did not need after all. */
  shrink(bytes: number): void {
    if (bytes >= this.#bytes) return;
    this.#memory.give(this.#bytes - bytes);
    this.#bytes = bytes;
  }

  release(): void {
    this.shrink(0);
  }
}
