import { availableParallelism } from "node:os";
import type { Pending } from "#lib/extract/converter-thread.ts";
import type { PageAnswer } from "#lib/extract/page-text.ts";
import type { TextPreview } from "#lib/extract/preview-text.ts";
import type { Difference, ExtractedText, KnownText, Outcome, Results, Task } from "#lib/extract/task.ts";
import { BEYOND_CONVERSION, type Converted, type ConvertOptions } from "#lib/extract/text/index.ts";
import { type PoolLimits, ThreadPool } from "#lib/extract/thread-pool.ts";
import { log } from "#lib/log.ts";
import { PageError } from "#lib/page-error.ts";

/** Far beyond what the longest page takes: a thread that is silent for so long hangs. */
const LONGEST_MS = 60_000;
/** Beyond what a page of usual size takes on a busy machine. */
const SLOW_MS = 150;
const IDLE_MS = 10_000;
/** So many times longer a text is than it is packed. */
const PACKED = 4;

/**
 * Works on answers on threads of its own, so that fetching, recording and the worker's signs of life go on meanwhile.
 * How many wait is for the caller to bound. The body of a large answer (1 MB) is handed over: it is empty afterwards.
 */
export type Converter = {
  /**
   * As `pageText`.
   * @throws PageError, and the signal's reason as soon as that is aborted
   */
  convert(answer: PageAnswer, options: ConvertOptions, signal?: AbortSignal): Promise<Converted>;
  /**
   * As `convert`, and what follows from the text: whether it is the known one, else the text as it is stored.
   */
  extract(
    answer: PageAnswer,
    options: ConvertOptions,
    known?: KnownText | null,
    signal?: AbortSignal,
  ): Promise<ExtractedText>;
  /** The text, and what somebody who is choosing options wants to know of it. @throws as `convert` */
  preview(answer: PageAnswer, options: ConvertOptions, signal?: AbortSignal): Promise<TextPreview>;
  /** How two contents of a surface differ, both as they are stored. */
  compare(
    surface: string,
    previous: Uint8Array,
    current: Uint8Array,
    options?: { isOfOlderVersion?: boolean; readsMore?: boolean; signal?: AbortSignal },
  ): Promise<Difference>;
  /** Starts the first thread, which takes half a second, before somebody waits for it. */
  warmUp(): void;
  close(): Promise<void>;
};

/**
 * A page that exhausts a thread's memory or takes over a minute becomes an error; the others go to other threads.
 * @param limits for tests; `memoryMb` is of a thread's heap
 */
export function createConverter(limits: Partial<PoolLimits> = {}): Converter {
  const pool = new ThreadPool(
    {
      threads: Math.max(2, limits.threads ?? availableParallelism()),
      memoryMb: limits.memoryMb,
      longestMs: limits.longestMs ?? LONGEST_MS,
      slowMs: limits.slowMs ?? SLOW_MS,
      idleMs: limits.idleMs ?? IDLE_MS,
    },
    settleGuilty,
  );

  const outcomeOf = (task: Task, size: number, signal?: AbortSignal): Promise<Outcome> =>
    new Promise((resolve, reject) => {
      const leave = () => {
        pool.withdraw(pending);
        reject(signal?.reason);
      };
      const settle = (outcome: Outcome) => {
        signal?.removeEventListener("abort", leave);
        resolve(outcome);
      };
      const pending: Pending = { task, size, settle };
      signal?.addEventListener("abort", leave, { once: true });
      pool.add(pending);
    });

  const resultOf = async <Kind extends Task["kind"]>(
    task: Task & { kind: Kind },
    size: number,
    signal?: AbortSignal,
  ): Promise<Results[Kind]> => {
    signal?.throwIfAborted();
    const outcome = await outcomeOf(task, size, signal);
    if ("failed" in outcome) throw new Error(`A converter thread failed: ${outcome.failed}`);
    if ("result" in outcome) return outcome.result as Results[Kind];
    const { message, statusCode, endedThread } = outcome.refused;
    throw new PageError(message, statusCode, { endedThread });
  };

  return {
    convert: (answer, options, signal) =>
      resultOf({ kind: "convert", answer, options }, answer.body.length, signal),
    preview: (answer, options, signal) =>
      resultOf({ kind: "preview", answer, options }, answer.body.length, signal),
    async extract(answer, options, known = null, signal) {
      const task = { kind: "extract", answer, options, known } as const;
      return withBuffers(await resultOf(task, answer.body.length, signal));
    },
    async compare(surface, previous, current, options = {}) {
      const { isOfOlderVersion = false, readsMore = false, signal } = options;
      const task = { kind: "compare", surface, previous, current, isOfOlderVersion, readsMore } as const;
      return differenceWithBuffers(await resultOf(task, PACKED * (previous.length + current.length), signal));
    },
    warmUp: () => pool.warmUp(),
    close: () => pool.close(),
  };
}

function settleGuilty(cause: unknown, { task, settle }: Pending): void {
  const { finalUrl: url, statusCode } =
    task.kind === "compare" ? { finalUrl: null, statusCode: null } : task.answer;
  log.error({ err: cause, url }, "a page was too much for the thread that converts pages");
  settle({ refused: { message: BEYOND_CONVERSION, statusCode, endedThread: true } });
}

/** On their way from a thread, Buffers become plain byte arrays. */
const buffer = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);

function withBuffers(extracted: ExtractedText): ExtractedText {
  if (extracted.isSame) return extracted;
  return { ...extracted, hash: buffer(extracted.hash), packed: buffer(extracted.packed) };
}

function differenceWithBuffers({ packed, change, ...difference }: Difference): Difference {
  const { groupHash, differenceHash } = change;
  return {
    ...difference,
    packed: buffer(packed),
    change: { ...change, groupHash: buffer(groupHash), differenceHash: buffer(differenceHash) },
  };
}
