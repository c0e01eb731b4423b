import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Done, Job } from "#lib/extract/convert-thread.ts";
import type { Answered } from "#lib/extract/page-text.ts";
import { BEYOND_CONVERSION, type Converted, type ConvertOptions } from "#lib/extract/text/index.ts";
import { log } from "#lib/log.ts";
import { PageError } from "#lib/page-error.ts";

/** Far beyond what the longest page takes: a thread that is silent for so long hangs. */
const LONGEST_MS = 60_000;
/** Of its heap's young part: the pages of a moment fit in, and the process stays small. */
const YOUNG_MB = 16;
/** Handed to the thread ahead, so that it always has a next one; each is in memory twice until it is converted. */
const MAX_AHEAD = 16;
const MAX_AHEAD_BYTES = 4 * 2 ** 20;

export type Converter = {
  /**
   * As `pageText`, on another thread, in the order of the calls. How many wait is for the caller to bound.
   * @throws PageError, and the signal's reason as soon as that is aborted
   */
  convert(answer: Answered, options: ConvertOptions, signal?: AbortSignal): Promise<Converted>;
  close(): Promise<void>;
};

type Waiting = { answer: Answered; options: ConvertOptions; settle: (done: Done) => void };

/**
 * Converts pages on a thread of its own, so that fetching, recording and the worker's signs of life go on meanwhile.
 * A page that exhausts memory or takes over a minute becomes an error; those that wait behind it go to a new thread.
 * @param limits for tests; `memoryMb` is of the thread's heap
 */
export function createConverter(limits: { memoryMb?: number; longestMs?: number } = {}): Converter {
  /** In the order of the calls; the first `ahead` of them, of so many bytes, are with the thread. */
  const queue: Waiting[] = [];
  let ahead = 0;
  let aheadBytes = 0;
  let thread: Worker | undefined;
  let isClosed = false;
  let patience: NodeJS.Timeout | undefined;

  const post = ({ answer: { statusCode, headers, finalUrl, body }, options }: Waiting) => {
    const copy = new Uint8Array(body);
    const job: Job = { statusCode, headers, finalUrl, options, body: copy };
    thread?.postMessage(job, [copy.buffer]);
    ahead += 1;
    aheadBytes += body.length;
  };

  /** However large the next one is, the thread has at least that. */
  const keepBusy = () => {
    for (const next of queue.slice(ahead, MAX_AHEAD)) {
      if (ahead > 0 && aheadBytes + next.answer.body.length > MAX_AHEAD_BYTES) break;
      post(next);
    }
  };

  const watchOldest = () => {
    clearTimeout(patience);
    if (queue.length === 0) return;
    patience = setTimeout(() => void thread?.terminate(), limits.longestMs ?? LONGEST_MS).unref();
  };

  /** The thread takes them in order, so what it answers is of the oldest. */
  const settleOldest = (done: Done) => {
    const oldest = queue.shift();
    if (!oldest) return;
    ahead -= 1;
    aheadBytes -= oldest.answer.body.length;
    watchOldest();
    keepBusy();
    oldest.settle(done);
  };

  const start = (): Worker => {
    // Found when needed: the web process has this module too, bundled, and never converts.
    const started = new Worker(join(import.meta.dirname, "convert-thread.ts"), {
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB, maxOldGenerationSizeMb: limits.memoryMb },
    });
    let cause: unknown;
    started.on("message", settleOldest);
    started.on("error", (error) => {
      cause = error;
    });
    started.on("exit", () => {
      thread = undefined;
      const oldest = queue.shift();
      ahead = 0;
      aheadBytes = 0;
      clearTimeout(patience);
      if (isClosed || !oldest) return;
      const { finalUrl: url, statusCode } = oldest.answer;
      log.error({ err: cause, url }, "a page was too much for the thread that converts pages");
      if (queue.length > 0) thread = start();
      watchOldest();
      keepBusy();
      oldest.settle({ refused: { message: BEYOND_CONVERSION, statusCode } });
    });
    started.unref();
    return started;
  };

  /** Takes its place in the queue; the answer leaves it when the signal is aborted, unless the thread has it. */
  const enqueue = (answer: Answered, options: ConvertOptions, signal?: AbortSignal): Promise<Done> =>
    new Promise((resolve, reject) => {
      const leave = () => {
        const at = queue.indexOf(waiting);
        if (at >= ahead) queue.splice(at, 1);
        reject(signal?.reason);
      };
      const settle = (done: Done) => {
        signal?.removeEventListener("abort", leave);
        resolve(done);
      };
      const waiting = { answer, options, settle };
      signal?.addEventListener("abort", leave, { once: true });
      if (queue.push(waiting) === 1) watchOldest();
      keepBusy();
    });

  return {
    async convert(answer, options, signal) {
      signal?.throwIfAborted();
      thread ??= start();
      const done = await enqueue(answer, options, signal);
      if ("refused" in done) throw new PageError(done.refused.message, done.refused.statusCode);
      return done.converted;
    },
    async close() {
      isClosed = true;
      clearTimeout(patience);
      await thread?.terminate();
    },
  };
}
