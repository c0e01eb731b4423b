import type { PageResult } from "#lib/check/run/check-page.ts";
import type { ClaimedCheck } from "#lib/check/run/claim.ts";
import type { Ending } from "#lib/check/run/finish.ts";
import { type Part, recordBatch } from "#lib/check/run/record.ts";

/** Page results and ends of checks in one transaction; and the bytes of contents and diffs, as stored, in one. */
const MAX_BATCH = 200;
const MAX_BATCH_BYTES = 8 * 2 ** 20;
/** What may wait to be written before those who bring more have to wait themselves. */
const MAX_WAITING = 4 * MAX_BATCH;
const MAX_WAITING_BYTES = 4 * MAX_BATCH_BYTES;
/** How long a page result waits for others to be written with. */
const PAGE_WAIT_MS = 250;
/** The first page and the end of a check that a schedule asked for: somebody may look, and its place becomes free. */
const SCHEDULED_WAIT_MS = 80;

/** Thrown when a check is no longer this worker's: it ended, or another worker has claimed it. */
export class CheckTakenError extends Error {
  constructor(checkId: string) {
    super(`check ${checkId} is no longer this worker's`);
    this.name = "CheckTakenError";
  }
}

/** How one check has its results written. Each of its functions throws what the write of an earlier result threw. */
export type CheckRecorder = {
  /** Takes a page result; resolves at once unless too much waits to be written. */
  add(result: PageResult): Promise<void>;
  /** Writes what is left. */
  flush(): Promise<void>;
  /** Writes what is left and ends the check, with its last pages where they fit into one transaction. */
  end(ending: Ending): Promise<void>;
};

export type Recorder = {
  /** @param expectedPages how many pages the check will visit; null while nobody can know */
  of(check: ClaimedCheck, expectedPages: number | null): CheckRecorder;
};

type RecorderOptions = { atOnce?: boolean; write?: (parts: Part[]) => Promise<Set<string>> };

/** What is known of the writes of one check. */
type Account = {
  check: ClaimedCheck;
  expectedPages: number | null;
  /** Results and ends that are not written yet. */
  waiting: number;
  failure: unknown;
  settled: PromiseWithResolvers<void> | null;
  isFirst: boolean;
};

type Item = { account: Account; result: PageResult | null; ending: Ending | null; bytes: number };

const bytesOf = ({ baselines, diff }: PageResult) =>
  baselines.reduce((sum, { content }) => sum + (content?.packed.length ?? 0), 0) + (diff?.packed.length ?? 0);

/**
 * Gathers what many checks found into few transactions: one is written at 200 pages, at 8 MB or when somebody has
 * waited long enough, and what a person asked for at once. Writes follow each other and take all that came meanwhile,
 * so the more there is to write, the larger they are.
 * @param atOnce for a worker that has one check in hand at a time: nothing comes that could be written with it
 * @param write for tests
 */
export function createRecorder({ atOnce = false, write = recordBatch }: RecorderOptions = {}): Recorder {
  const queue: Item[] = [];
  let queueBytes = 0;
  let dueAt = Number.POSITIVE_INFINITY;
  let isWriting = false;
  let disarm: (() => void) | undefined;
  let room: PromiseWithResolvers<void> | undefined;

  const arm = () => {
    disarm?.();
    disarm = undefined;
    if (isWriting || queue.length === 0) return;
    const isFull = queue.length >= MAX_BATCH || queueBytes >= MAX_BATCH_BYTES;
    const delay = isFull ? 0 : dueAt - performance.now();
    if (delay > 0) {
      const timer = setTimeout(writeNext, delay);
      disarm = () => clearTimeout(timer);
    } else {
      // Not now: what the caller brings next, such as the end behind a last page, goes into the same transaction.
      const immediate = setImmediate(writeNext);
      disarm = () => clearImmediate(immediate);
    }
  };

  const push = (item: Item, waitMs: number) => {
    queue.push(item);
    queueBytes += item.bytes;
    item.account.waiting += 1;
    dueAt = Math.min(dueAt, performance.now() + waitMs);
    arm();
  };

  const takeBatch = (): Item[] => {
    let count = 0;
    let bytes = 0;
    for (const item of queue) {
      if (count > 0 && (count === MAX_BATCH || bytes + item.bytes > MAX_BATCH_BYTES)) break;
      count += 1;
      bytes += item.bytes;
    }
    queueBytes -= bytes;
    return queue.splice(0, count);
  };

  const writeNext = async () => {
    isWriting = true;
    const batch = takeBatch();
    // What is left did not fit, and has waited long enough.
    dueAt = queue.length > 0 ? 0 : Number.POSITIVE_INFINITY;
    await writeApart(partsOf(batch), write);
    settle(batch);
    isWriting = false;
    room?.resolve();
    room = undefined;
    arm();
  };

  const hasRoom = () => queue.length < MAX_WAITING && queueBytes < MAX_WAITING_BYTES;

  return {
    of(check, expectedPages) {
      const account: Account = {
        check,
        expectedPages,
        waiting: 0,
        failure: undefined,
        settled: null,
        isFirst: true,
      };
      const soon = atOnce || check.trigger === "manual" ? 0 : SCHEDULED_WAIT_MS;
      const flush = async () => {
        if (account.failure) throw account.failure;
        if (account.waiting === 0) return;
        account.settled ??= Promise.withResolvers();
        await account.settled.promise;
      };
      return {
        async add(result) {
          if (account.failure) throw account.failure;
          const waitMs = account.isFirst ? soon : PAGE_WAIT_MS;
          account.isFirst = false;
          push({ account, result, ending: null, bytes: bytesOf(result) }, waitMs);
          while (!hasRoom()) {
            room ??= Promise.withResolvers();
            await room.promise;
          }
        },
        flush: async () => {
          dueAt = 0;
          arm();
          await flush();
        },
        async end(ending) {
          if (account.failure) throw account.failure;
          push({ account, result: null, ending, bytes: 0 }, soon);
          await flush();
        },
      };
    },
  };
}

function partsOf(batch: Item[]): { part: Part; account: Account }[] {
  return [...Map.groupBy(batch, ({ account }) => account)].map(([account, items]) => ({
    account,
    part: {
      check: account.check,
      expectedPages: account.expectedPages,
      results: items.flatMap(({ result }) => result ?? []),
      ending: items.find(({ ending }) => ending)?.ending ?? null,
    },
  }));
}

/** Writes all parts together; where the database refuses that, each by itself, so that one spoils only its own check. */
async function writeApart(
  parts: { part: Part; account: Account }[],
  write: (parts: Part[]) => Promise<Set<string>>,
): Promise<void> {
  const sound = parts.filter(({ account }) => !account.failure);
  if (sound.length === 0) return;
  try {
    const taken = await write(sound.map(({ part }) => part));
    for (const { account } of sound) {
      if (taken.has(account.check.id)) account.failure = new CheckTakenError(account.check.id);
    }
  } catch (error) {
    const [only] = sound;
    if (sound.length === 1 && only) only.account.failure = error;
    else for (const one of sound) await writeApart([one], write);
  }
}

function settle(batch: Item[]): void {
  for (const { account } of batch) {
    account.waiting -= 1;
    if (account.waiting > 0 || !account.settled) continue;
    if (account.failure) account.settled.reject(account.failure);
    else account.settled.resolve();
    account.settled = null;
  }
}
