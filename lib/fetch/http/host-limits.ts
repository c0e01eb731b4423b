import { abortedError } from "./fetch-error.ts";
import { SharedRoom } from "./shared-room.ts";
import { type Share, Turns } from "./turns.ts";

type Waiter = { share: Share; begin: () => void; stop: () => void };
type Host = { room: SharedRoom; waiting: Turns<Waiter>; notBefore: number; timer?: NodeJS.Timeout };

/**
 * Holds back the requests to each host: at most so many at once, so much time between two starts, and none while
 * the host asked to be left alone. Those who wait take turns by their shares. A host is forgotten as soon as it is idle.
 */
export class HostLimits {
  #hosts = new Map<string, Host>();
  #concurrency: number;
  #delayMs: number;

  constructor(limits: { concurrency: number; delayMs: number }) {
    this.#concurrency = Math.max(1, limits.concurrency);
    this.#delayMs = limits.delayMs;
  }

  /** How many hosts are remembered. */
  get size(): number {
    return this.#hosts.size;
  }

  /**
   * Takes a place at the host; `leave` must follow. Answers undefined when it is free at once, which spares the
   * busiest path a promise. Rejects with kind "aborted" when the signal ends the wait.
   */
  enter(key: string, share: Share, signal?: AbortSignal): Promise<void> | undefined {
    let host = this.#hosts.get(key);
    if (!host) {
      host = { room: new SharedRoom(this.#concurrency), waiting: new Turns(), notBefore: 0 };
      this.#hosts.set(key, host);
    }
    if (!this.#hasRoom(host, share)) return this.#wait(key, host, share, signal);
    this.#begin(host, share);
  }

  leave(key: string, share: Share): void {
    const host = this.#hosts.get(key);
    if (!host) return;
    host.room.giveBack(share);
    this.#proceed(key, host);
  }

  /** Starts nothing more at the host for so long. To be called before `leave`. */
  pause(key: string, ms: number): void {
    const host = this.#hosts.get(key);
    if (host) host.notBefore = Math.max(host.notBefore, performance.now() + ms);
  }

  /** Sends away whoever waits (kind "aborted") and forgets every host. */
  close(): void {
    for (const host of this.#hosts.values()) {
      for (const { stop } of [...host.waiting]) stop();
      clearTimeout(host.timer);
    }
    this.#hosts.clear();
  }

  #hasRoom(host: Host, share: Share, now = performance.now()): boolean {
    return now >= host.notBefore && host.room.hasRoomFor(share);
  }

  #begin(host: Host, share: Share): void {
    host.room.take(share);
    if (this.#delayMs > 0) host.notBefore = performance.now() + this.#delayMs;
  }

  #wait(key: string, host: Host, share: Share, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) {
      this.#proceed(key, host);
      return Promise.reject(abortedError(signal.reason));
    }
    return new Promise((resolve, reject) => {
      const stop = () => {
        host.waiting.remove(share, waiter);
        this.#proceed(key, host);
        reject(abortedError(signal?.reason));
      };
      const begin = () => {
        signal?.removeEventListener("abort", stop);
        resolve();
      };
      const waiter = { share, begin, stop };
      host.waiting.add(share, waiter);
      signal?.addEventListener("abort", stop, { once: true });
      this.#proceed(key, host);
    });
  }

  /** Starts whom it can, then arms the clock for the next start, or forgets a host which is idle. */
  #proceed(key: string, host: Host): void {
    // One reading for both questions: a pause that ended between two would leave its waiters without a clock.
    const now = performance.now();
    const mayServe = (share: Share) => this.#hasRoom(host, share, now);
    for (let waiter = host.waiting.next(mayServe); waiter; waiter = host.waiting.next(mayServe)) {
      this.#begin(host, waiter.share);
      waiter.begin();
    }
    clearTimeout(host.timer);
    const idle = host.waiting.size === 0 && host.room.taken === 0;
    const ms = host.notBefore - now;
    if (idle && ms <= 0) this.#hosts.delete(key);
    else if (ms > 0 && (idle || (host.waiting.size > 0 && !host.room.isFull))) {
      host.timer = setTimeout(() => this.#proceed(key, host), Math.ceil(ms));
      // Remembering a pause is no reason to keep the process alive; a waiter is.
      if (idle) host.timer.unref();
    }
  }
}

const longestPauseMs = 30_000;

/**
 * How long a Retry-After header asks to wait, in milliseconds; at most 30 s, 0 when it is absent or unreadable.
 * RFC 9110 §10.2.3: seconds or an HTTP date.
 */
export function retryAfterMs(value: string | undefined): number {
  if (!value) return 0;
  const ms = /^\s*\d+\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return ms > 0 ? Math.min(ms, longestPauseMs) : 0;
}
