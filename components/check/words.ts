import type { CheckAnswer } from "#lib/check/model.ts";

/** "4 ms", "0.4 s", "2 min 5 s", "3 h 20 min". */
export function duration(ms: number): string {
  if (ms < 99.5) return `${Math.max(1, Math.round(ms))} ms`;
  // Rounded before it is divided: there is no sixtieth second.
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return twoUnits(seconds, 60, "min", "s");
  return twoUnits(Math.round(seconds / 60), 60, "h", "min");
}

function twoUnits(amount: number, size: number, large: string, small: string): string {
  const rest = amount % size;
  return `${Math.floor(amount / size)} ${large}${rest > 0 ? ` ${rest} ${small}` : ""}`;
}

const UNITS = ["bytes", "KB", "MB", "GB"];

/** "812 bytes", "12.1 KB". */
export function bytes(count: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log(Math.max(1, count)) / Math.log(1000)));
  return power === 0 ? `${count} bytes` : `${(count / 1000 ** power).toFixed(1)} ${UNITS[power]}`;
}

/** Kept, since `toLocaleString` looks its own up at each call: a list that is scrolled says thousands of these. */
const WHOLE = new Intl.NumberFormat("en");

export function count(amount: number, one: string, many = `${one}s`): string {
  return `${WHOLE.format(amount)} ${amount === 1 ? one : many}`;
}

export const isLive = (check: Pick<CheckAnswer, "status">) =>
  check.status === "queued" || check.status === "running";

/** How long a check took; null while it runs, and when it never began. */
export function tookMs({ startedAt, finishedAt }: CheckAnswer): number | null {
  return startedAt && finishedAt ? Date.parse(finishedAt) - Date.parse(startedAt) : null;
}

/** What is charged so far, or was in the end. */
export function chargedCredits(check: CheckAnswer): number {
  return check.actualCredits ?? check.credits.total;
}

const SOON_MS = 15_000;

/** What a check that no worker has taken yet waits for. */
export function waitingWords({ createdAt }: Pick<CheckAnswer, "createdAt">, now: number | null): string {
  const waited = now === null ? 0 : now - Date.parse(createdAt);
  return waited < SOON_MS
    ? "a worker takes it in a moment"
    : "No worker has taken it yet. Check that a worker is running.";
}

/** "about 4 s left", from the pace so far; null while there is no pace to speak of. */
export function timeLeft(check: CheckAnswer, now: number | null): string | null {
  const done = check.summary.totalPages;
  if (!check.startedAt || !check.expectedPages || done === 0 || now === null) return null;
  const spent = now - Date.parse(check.startedAt);
  if (spent < 1000) return null;
  const seconds = Math.ceil(((spent / done) * (check.expectedPages - done)) / 1000);
  if (seconds <= 0) return "almost done";
  return `about ${seconds < 60 ? `${seconds} s` : duration(Math.round(seconds / 60) * 60_000)} left`;
}
