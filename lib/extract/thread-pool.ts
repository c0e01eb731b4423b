import { ConverterThread, LARGE, type Pending, type ThreadLimits } from "#lib/extract/converter-thread.ts";

/** So many small tasks that wait, beyond what the threads were given ahead, are worth another thread. */
const BACKLOG = 32;

export type PoolLimits = ThreadLimits & { threads: number };
type OnDeath = (cause: unknown, guilty: Pending) => void;

/**
 * Threads that carry out tasks, started as they are needed. A large task, and one that turns out to be slow, delays
 * only itself: all threads but one at most have large ones, what was given ahead to a slow one is given to others,
 * and when every thread is held up there is one more. A task of which a thread dies is given to `onDeath`, which
 * settles it; the others of that thread go to another one.
 */
export class ThreadPool {
  readonly #limits: PoolLimits;
  readonly #onDeath: OnDeath;
  readonly #threads: ConverterThread[] = [];
  readonly #small: Pending[] = [];
  readonly #large: Pending[] = [];
  #isClosed = false;

  constructor(limits: PoolLimits, onDeath: OnDeath) {
    this.#limits = limits;
    this.#onDeath = onDeath;
  }

  /** How many threads there are. */
  get size(): number {
    return this.#threads.length;
  }

  /** Starts a thread, if there is none, before anything waits for it. */
  warmUp(): void {
    if (this.#threads.length === 0) this.#start();
  }

  add(pending: Pending): void {
    this.#queueOf(pending).push(pending);
    this.#dispatch();
  }

  /** Takes a task back, unless a thread is at work on it already: that one's answer is settled as any other. */
  withdraw(pending: Pending): void {
    const queue = this.#queueOf(pending);
    const at = queue.indexOf(pending);
    if (at >= 0) queue.splice(at, 1);
    else this.#threads.some((thread) => thread.withdraw(pending));
  }

  /** What is under way then is never settled. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#threads.splice(0).map((thread) => thread.end()));
  }

  #queueOf({ size }: Pending): Pending[] {
    return size >= LARGE ? this.#large : this.#small;
  }

  #dispatch(): void {
    if (this.#isClosed) return;
    this.#dispatchLarge();
    // Filled one after the other, so that those started for a moment's need fall idle after it.
    const drained = this.#large.length > 0 ? this.#threadToDrain() : undefined;
    for (const thread of this.#threads) if (thread !== drained) thread.giveFrom(this.#small);
    if (this.#small.length > 0 && this.#isAnotherNeeded()) this.#start().giveFrom(this.#small);
  }

  #dispatchLarge(): void {
    while (this.#mayTakeLarge()) {
      const mayStart = this.#threads.length < this.#limits.threads;
      const free = this.#threads.filter(({ isFree }) => isFree);
      if (free.length === 0 && !mayStart) return;
      const next = this.#large.shift();
      if (!next) return;
      // The last that is free is left to small tasks, which would wait until another has started.
      const taken = free.length > 1 || !mayStart ? (free.find(({ hasGrown }) => hasGrown) ?? free[0]) : null;
      (taken ?? this.#start()).give([next]);
    }
  }

  /** One thread at least is left to small tasks. */
  #mayTakeLarge(): boolean {
    return this.#threads.filter(({ isHeldUp }) => isHeldUp).length < this.#limits.threads - 1;
  }

  /** The thread that is to be free next for a large task: small ones would be given to it for ever. */
  #threadToDrain(): ConverterThread | undefined {
    if (!this.#mayTakeLarge()) return;
    const [least] = this.#threads.filter(({ isHeldUp }) => !isHeldUp).sort((a, b) => a.load - b.load);
    return least;
  }

  /** For want of one that is not held up; or for speed, with the last one kept for when one is held up. */
  #isAnotherNeeded(): boolean {
    const count = this.#threads.length;
    if (this.#threads.every(({ isHeldUp }) => isHeldUp)) return count <= this.#limits.threads;
    return this.#small.length >= BACKLOG && count < this.#limits.threads - 1;
  }

  #start(): ConverterThread {
    const thread: ConverterThread = new ConverterThread(this.#limits, {
      answered: () => this.#dispatch(),
      heldUp: (withdrawn) => {
        this.#small.unshift(...withdrawn);
        this.#dispatch();
      },
      idle: () => {
        // One is kept, since starting takes a moment, but not the memory that a large page made it take.
        const isKept = !thread.hasGrown && this.#threads.every((other) => other === thread || other.hasGrown);
        if (!isKept) void this.#remove(thread).end();
      },
      died: (cause, guilty, others) => {
        this.#remove(thread);
        for (const pending of others.reverse()) this.#queueOf(pending).unshift(pending);
        if (guilty) this.#onDeath(cause, guilty);
        this.#dispatch();
      },
    });
    this.#threads.push(thread);
    return thread;
  }

  #remove(thread: ConverterThread): ConverterThread {
    this.#threads.splice(this.#threads.indexOf(thread), 1);
    return thread;
  }
}
