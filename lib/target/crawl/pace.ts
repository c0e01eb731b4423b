import { setTimeout as sleep } from "node:timers/promises";

/** How fast a crawl goes: so many pages in hand, so long between two. */
export class Pace {
  #signal: AbortSignal;
  #most: number;
  #delayMs: number;
  #inHand = 0;
  #next = 0;
  #waiting = Promise.withResolvers<void>();

  constructor(signal: AbortSignal, { most, delayMs }: { most: number; delayMs: number }) {
    this.#signal = signal;
    this.#most = delayMs > 0 ? 1 : most;
    this.#delayMs = delayMs;
    signal.addEventListener("abort", () => this.#tell(), { once: true });
  }

  /** Never less than this between two pages, whatever was asked for. */
  slowDown(delayMs: number): void {
    if (delayMs <= 0) return;
    this.#delayMs = Math.max(this.#delayMs, delayMs);
    this.#most = 1;
  }

  /** Takes a page in hand, in its turn. @throws the signal's reason */
  async enter(): Promise<void> {
    while (this.#inHand >= this.#most) await this.#told();
    const waitMs = this.#next - performance.now();
    if (waitMs > 0) await sleep(waitMs, undefined, { signal: this.#signal });
    this.#signal.throwIfAborted();
    this.#next = performance.now() + this.#delayMs;
    this.#inHand += 1;
  }

  leave(): void {
    this.#inHand -= 1;
    this.#tell();
  }

  /** Waits until a page in hand is done. @returns false when there is none */
  async change(): Promise<boolean> {
    if (this.#inHand === 0) return false;
    await this.#told();
    return true;
  }

  async idle(): Promise<void> {
    while (await this.change());
  }

  async #told(): Promise<void> {
    this.#signal.throwIfAborted();
    await this.#waiting.promise;
    this.#signal.throwIfAborted();
  }

  #tell(): void {
    this.#waiting.resolve();
    this.#waiting = Promise.withResolvers();
  }
}
