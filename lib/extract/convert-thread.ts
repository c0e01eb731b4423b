import { parentPort, workerData } from "node:worker_threads";
import { carryOut } from "#lib/extract/carry-out.ts";
import { type Answer, BEGUN, FINISHED, GIVEN, type GivenTask, type Outcome } from "#lib/extract/task.ts";
import { markdownEngine } from "#lib/extract/text/index.ts";

// A thread of the pool: tasks come by the handful and are answered by the handful, since a message costs more than
// what is in it, up to a size. Whoever waits for an answer waits no longer than this for its neighbours (milliseconds).
const LONGEST_HELD_BACK = 4;

const slots: Int32Array<SharedArrayBuffer> = workerData.slots;
let answers: Answer[] = [];
let heldBackSince = 0;

function take({ slot, task }: GivenTask): void {
  const isMine = Atomics.compareExchange(slots, slot, GIVEN, BEGUN) === GIVEN;
  if (answers.length === 0) heldBackSince = performance.now();
  answers.push({ slot, outcome: isMine ? carryOut(task) : null });
  if (isMine) Atomics.store(slots, slot, FINISHED);
}

function post(): void {
  parentPort?.postMessage(
    answers,
    answers.flatMap(({ outcome }) => (outcome ? ownBytes(outcome) : [])),
  );
  answers = [];
}

/** Gives the bytes of an outcome memory of their own, which changes hands without a copy. */
function ownBytes(outcome: Outcome): ArrayBuffer[] {
  if (!("result" in outcome)) return [];
  const { result } = outcome;
  return [result, "change" in result ? result.change : {}].flatMap((holder) =>
    Object.entries(holder).flatMap(([name, value]) => {
      if (!(value instanceof Uint8Array)) return [];
      const own = new Uint8Array(value);
      Object.assign(holder, { [name]: own });
      return [own.buffer];
    }),
  );
}

parentPort?.on("message", (given: GivenTask[]) => {
  for (const one of given) {
    take(one);
    if (performance.now() - heldBackSince > LONGEST_HELD_BACK) post();
  }
  if (answers.length > 0) post();
});

// What takes long at the first page is done before it. Then an empty message says that the thread is ready.
markdownEngine();
post();
