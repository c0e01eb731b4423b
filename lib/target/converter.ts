import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { log } from "#lib/log.ts";
import { BEYOND_CONVERSION, type Converted, type ConvertOptions } from "#lib/target/convert/index.ts";
import type { Done, Job } from "#lib/target/convert-thread.ts";
import { PageError } from "#lib/target/page-error.ts";
import type { Answered } from "#lib/target/page-text.ts";

/** Far beyond what the longest page takes: a thread that is silent for so long hangs. */
const LONGEST_MS = 60_000;
/** Of its heap's young part: the pages of a moment fit in, and the process stays small. */
const YOUNG_MB = 16;
/** Answers that wait for the thread; while there are so many, no fetch begins. Those begun before still come. */
const MAX_WAITING = 64;
const MAX_WAITING_BYTES = 64 * 2 ** 20;

export type Converter = {
  /** Resolves when one more answer may be fetched for {@link convert}; undefined when it may at once. */
  room(): Promise<void> | undefined;
  /** As `pageText`, on another thread, in the order of the calls. @throws PageError */
  convert(answer: Answered, options: ConvertOptions): Promise<Converted>;
  close(): Promise<void>;
};

type Waiting = { answer: Answered; options: ConvertOptions; settle: (done: Done) => void };

/**
 * Converts pages on a thread of its own, so that fetching, recording and the worker's signs of life go on meanwhile.
 * A page that exhausts memory or takes over a minute becomes an error; those that wait behind it go to a new thread.
 * @param limits for tests; `memoryMb` is of the thread's heap
 */
export function createConverter(limits: { memoryMb?: number; longestMs?: number } = {}): Converter {
  const queue: Waiting[] = [];
  const waitingForRoom: (() => void)[] = [];
  let queuedBytes = 0;
  let thread: Worker | undefined;
  let isClosed = false;
  let patience: NodeJS.Timeout | undefined;

  const isFull = () => queue.length >= MAX_WAITING || queuedBytes >= MAX_WAITING_BYTES;

  const post = ({ answer: { statusCode, headers, finalUrl, body }, options }: Waiting) => {
    const copy = new Uint8Array(body);
    const job: Job = { statusCode, headers, finalUrl, options, body: copy };
    thread?.postMessage(job, [copy.buffer]);
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
    queuedBytes -= oldest.answer.body.length;
    watchOldest();
    while (waitingForRoom.length > 0 && !isFull()) waitingForRoom.shift()?.();
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
      const oldest = queue[0]?.answer;
      if (isClosed || !oldest) return;
      log.error(
        { err: cause, url: oldest.finalUrl },
        "a page was too much for the thread that converts pages",
      );
      settleOldest({ refused: { message: BEYOND_CONVERSION, statusCode: oldest.statusCode } });
      if (queue.length === 0) return;
      thread = start();
      for (const waiting of queue) post(waiting);
    });
    started.unref();
    return started;
  };

  return {
    room() {
      if (!isFull()) return;
      return new Promise((resolve) => waitingForRoom.push(resolve));
    },
    async convert(answer, options) {
      thread ??= start();
      const done = await new Promise<Done>((settle) => {
        const waiting = { answer, options, settle };
        queuedBytes += answer.body.length;
        if (queue.push(waiting) === 1) watchOldest();
        post(waiting);
      });
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
