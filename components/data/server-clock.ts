/** Below this a difference says more about the way of an answer than about two clocks. */
const WORTH_MENDING_MS = 2000;

let offset = 0;
const listeners = new Set<() => void>();

/**
 * Learns from an answer how far the server's clock is from the browser's. Every moment on screen is the server's:
 * beside a browser clock that is wrong, what just happened would have happened an hour ago, or be still to come.
 * @param date the answer's Date header, which leaves out what the second has come to
 */
export function learnServerTime(date: string | null, sentAt: number, receivedAt: number): void {
  const serverTime = Date.parse(date ?? "") + 500;
  if (Number.isNaN(serverTime)) return;
  const found = serverTime - (sentAt + receivedAt) / 2;
  const next = Math.abs(found) < WORTH_MENDING_MS ? 0 : found;
  // Every answer says it a little differently; the words on screen need not tremble for that.
  if (Math.abs(next - offset) < WORTH_MENDING_MS) return;
  offset = next;
  for (const listener of listeners) listener();
}

/** The present moment by the server's clock, as far as it is known, in epoch milliseconds. */
export const serverNow = () => Date.now() + offset;

/** Calls `listener` whenever the server's clock turns out to be another one. @returns a function that ends that */
export function onServerTime(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
