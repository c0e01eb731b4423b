import { resolve } from "node:path";
import { Worker } from "node:worker_threads";
import {
  type Answer,
  BEGUN,
  GIVEN,
  type GivenTask,
  type Outcome,
  type Task,
  WITHDRAWN,
} from "#lib/extract/task.ts";

/** A task that somebody waits for. */
export type Pending = {
  task: Task;
  /** Bytes of what is to be read. */
  size: number;
  settle(outcome: Outcome): void;
};

export type ThreadLimits = {
  memoryMb: number | undefined;
  longestMs: number;
  slowMs: number;
  idleMs: number;
};

type ThreadEvents = {
  /** Something was answered: there may be room for more. */
  answered(): void;
  /** Nothing was answered for a while. What was given ahead is here again; who waits is to be given to others. */
  heldUp(withdrawn: Pending[]): void;
  idle(): void;
  /** It ended, and not because it was told to: by the guilty task, if it had any. Others had been given ahead. */
  died(cause: unknown, guilty: Pending | undefined, others: Pending[]): void;
};

/** From this size on a page is large: it is given to a thread that has nothing else, and nothing is given after it. */
export const LARGE = 2 ** 20;
/** Tasks are given ahead, so that the thread always has a next one. Each is in memory twice until it is done. */
const MAX_AHEAD = 16;
/** New ones are given when so few are left, so that they come by the handful. */
const FEW = MAX_AHEAD / 2;
/** Until a thread has loaded what it needs, which is no fault of the first page. */
const LONGEST_START_MS = 60_000;
/** Of its heap's young part: the pages of a moment fit in, and the process stays small. */
const YOUNG_MB = 16;

/** One thread of the pool, as the pool sees it. */
export class ConverterThread {
  readonly #worker: Worker;
  readonly #events: ThreadEvents;
  readonly #slots = new Int32Array(new SharedArrayBuffer(MAX_AHEAD * Int32Array.BYTES_PER_ELEMENT));
  /** By slot, in the order in which the thread takes them. One that was withdrawn is null until the thread is past it. */
  readonly #given = new Map<number, Pending | null>();
  readonly #idle: NodeJS.Timeout;
  /** Restarted at every sign of life. */
  readonly #slow: NodeJS.Timeout;
  #patience: NodeJS.Timeout;
  readonly #longestMs: number;
  #aheadBytes = 0;
  #isReady = false;
  #isSlow = false;
  #isEnded = false;
  /** Its memory grew for a large page, and does not shrink again. */
  hasGrown = false;

  constructor({ memoryMb, longestMs, slowMs, idleMs }: ThreadLimits, events: ThreadEvents) {
    this.#events = events;
    // Found from the product's folder, in which every process of it runs: in the web process this module is bundled.
    this.#worker = new Worker(resolve("lib/extract/convert-thread.ts"), {
      execArgv: [],
      workerData: { slots: this.#slots },
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB, maxOldGenerationSizeMb: memoryMb },
    });
    let cause: unknown;
    this.#worker.on("message", (answers: Answer[]) => this.#take(answers));
    this.#worker.on("error", (error) => {
      cause = error;
    });
    this.#worker.on("exit", () => this.#die(cause));
    this.#worker.unref();
    this.#slow = setTimeout(() => this.#giveBack(), slowMs).unref();
    this.#patience = this.#terminateAfter(LONGEST_START_MS);
    this.#longestMs = longestMs;
    this.#idle = setTimeout(() => this.isFree && events.idle(), idleMs).unref();
  }

  /** How many tasks it has: the one in hand, and those given ahead. */
  get load(): number {
    return this.#given.size;
  }

  get isFree(): boolean {
    return this.#given.size === 0;
  }

  /** Whether what is given to it now would wait for a large or a slow page. */
  get isHeldUp(): boolean {
    return this.#isSlow || this.#aheadBytes >= LARGE;
  }

  /** Takes from the beginning of `queue` as many small tasks as are to be given now, and gives them. */
  giveFrom(queue: Pending[]): void {
    if (this.isHeldUp || this.#given.size > FEW) return;
    let count = 0;
    let bytes = this.#aheadBytes;
    for (const { size } of queue) {
      if (this.#given.size + count === MAX_AHEAD) break;
      if (bytes + size >= LARGE) break;
      bytes += size;
      count++;
    }
    if (count > 0) this.give(queue.splice(0, count));
  }

  give(tasks: Pending[]): void {
    const [messages, transfer]: [GivenTask[], ArrayBuffer[]] = [[], []];
    let slot = 0;
    if (this.isFree) this.#restartClocks();
    for (const pending of tasks) {
      while (this.#given.has(slot)) slot++;
      this.#given.set(slot, pending);
      this.#aheadBytes += pending.size;
      if (pending.size >= LARGE) this.hasGrown = true;
      Atomics.store(this.#slots, slot, GIVEN);
      messages.push({ slot, task: handedOver(pending, transfer) });
    }
    this.#worker.postMessage(messages, transfer);
  }

  /** Takes a task back that was not yet begun. */
  withdraw(pending: Pending): boolean {
    for (const [slot, given] of this.#given) if (given === pending) return this.#withdrawSlot(slot, given);
    return false;
  }

  async end(): Promise<void> {
    this.#isEnded = true;
    this.#stopClocks();
    await this.#worker.terminate();
  }

  #withdrawSlot(slot: number, pending: Pending): boolean {
    if (Atomics.compareExchange(this.#slots, slot, GIVEN, WITHDRAWN) !== GIVEN) return false;
    this.#given.set(slot, null);
    this.#aheadBytes -= pending.size;
    return true;
  }

  #terminateAfter(ms: number): NodeJS.Timeout {
    return setTimeout(() => this.isFree || void this.#worker.terminate(), ms).unref();
  }

  #take(answers: Answer[]): void {
    if (!this.#isReady) {
      this.#isReady = true;
      clearTimeout(this.#patience);
      this.#patience = this.#terminateAfter(this.#longestMs);
    }
    this.#isSlow = false;
    this.#restartClocks();
    const settled: (() => void)[] = [];
    for (const { slot, outcome } of answers) {
      const pending = this.#given.get(slot);
      this.#given.delete(slot);
      if (!pending || !outcome) continue;
      this.#aheadBytes -= pending.size;
      settled.push(() => pending.settle(outcome));
    }
    // The thread first: it goes on while the answers are looked at.
    this.#events.answered();
    for (const settle of settled) settle();
  }

  /** One task takes long, so those behind it are taken back. While it starts, a thread is not slow. */
  #giveBack(): void {
    if (this.isFree || !this.#isReady) return;
    this.#isSlow = true;
    const withdrawn: Pending[] = [];
    for (const [slot, pending] of this.#given)
      if (pending && this.#withdrawSlot(slot, pending)) withdrawn.push(pending);
    this.#events.heldUp(withdrawn);
  }

  #die(cause: unknown): void {
    this.#stopClocks();
    if (this.#isEnded) return;
    this.#isEnded = true;
    const [unanswered, begun]: [Pending[], Pending[]] = [[], []];
    for (const [slot, pending] of this.#given) {
      if (!pending) continue;
      (Atomics.load(this.#slots, slot) === BEGUN ? begun : unanswered).push(pending);
    }
    // A thread that began nothing could not even read the first one, or not start at all.
    const guilty = begun[0] ?? unanswered.shift();
    this.#events.died(cause, guilty, unanswered);
  }

  #restartClocks(): void {
    for (const clock of [this.#slow, this.#patience, this.#idle]) clock.refresh();
  }

  #stopClocks(): void {
    for (const clock of [this.#slow, this.#patience, this.#idle]) clearTimeout(clock);
  }
}

/**
 * The task as it is sent. Bytes are copied, since a task may have to be given to another thread. Only the body of a
 * large page changes hands, if nothing else is likely to be in the same memory: that page is alone with its thread.
 */
function handedOver({ task, size }: Pending, transfer: ArrayBuffer[]): Task {
  const copy = (bytes: Uint8Array): Uint8Array => {
    const copied = new Uint8Array(bytes);
    transfer.push(copied.buffer);
    return copied;
  };
  if (task.kind === "compare") return { ...task, previous: copy(task.previous), current: copy(task.current) };
  const { statusCode, headers, finalUrl, body } = task.answer;
  const memory = body.buffer;
  const isAlone = size >= LARGE && memory instanceof ArrayBuffer && memory.byteLength <= 2 * body.length;
  if (isAlone) transfer.push(memory);
  const sent = isAlone ? body : (copy(body) as Buffer);
  return { ...task, answer: { statusCode, headers, finalUrl, body: sent } };
}
