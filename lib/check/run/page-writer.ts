import type { PageResult } from "#lib/check/run/check-page.ts";
import type { ClaimedCheck } from "#lib/check/run/claim-check.ts";
import { recordPages } from "#lib/check/run/record-pages.ts";

const MAX_BATCH = 100;
const MAX_WAIT_MS = 250;
const MAX_PENDING = 400;
/** Of contents and diffs as stored. A batch of large pages must fit into one statement, and into memory. */
const MAX_BATCH_BYTES = 8 * 2 ** 20;
const MAX_PENDING_BYTES = 4 * MAX_BATCH_BYTES;

export type PageWriter = {
  /** Takes a result; resolves at once unless too many wait to be written. @throws what a write threw */
  add(result: PageResult): Promise<void>;
  /** Writes what is left. @throws what a write threw */
  close(): Promise<void>;
};

const bytesOf = ({ content, diff }: PageResult) =>
  (content?.content.length ?? 0) + (diff?.packed.length ?? 0);

/**
 * Gathers page results into transactions: a batch is written at 100 pages, 8 MB or after 250 ms, the first at
 * once, since somebody is looking. Writes follow each other, never at the same time.
 */
export function pageWriter(check: ClaimedCheck): PageWriter {
  const pending: PageResult[] = [];
  let pendingBytes = 0;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  let wroteAny = false;
  let isQueued = false;
  let failure: unknown;

  const takeBatch = (): PageResult[] => {
    let count = 0;
    let bytes = 0;
    for (const result of pending) {
      bytes += bytesOf(result);
      if (count === MAX_BATCH || (count > 0 && bytes > MAX_BATCH_BYTES)) break;
      count += 1;
    }
    const batch = pending.splice(0, count);
    pendingBytes -= batch.reduce((sum, result) => sum + bytesOf(result), 0);
    return batch;
  };

  const write = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    // The write that waits its turn takes all that will be there by then; a second one would find scraps.
    if (isQueued) return writing;
    isQueued = true;
    writing = writing.then(async () => {
      isQueued = false;
      const batch = takeBatch();
      wroteAny = true;
      if (batch.length > 0) await recordPages(check, batch);
      if (pending.length > 0) timer ??= setTimeout(write, MAX_WAIT_MS);
    });
    writing.catch((error) => {
      failure = error;
    });
    return writing;
  };

  return {
    async add(result) {
      if (failure) throw failure;
      pending.push(result);
      pendingBytes += bytesOf(result);
      if (pending.length >= MAX_BATCH || pendingBytes >= MAX_BATCH_BYTES) void write();
      else timer ??= setTimeout(write, wroteAny ? MAX_WAIT_MS : 0);
      if (pending.length >= MAX_PENDING || pendingBytes >= MAX_PENDING_BYTES) await write();
    },
    async close() {
      do await write();
      while (pending.length > 0);
    },
  };
}
