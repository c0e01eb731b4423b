import { readdirSync, writeFileSync } from "node:fs";
import { setPriority } from "node:os";
import { childrenOf } from "#testing/processes.ts";

const LAST = 19;

/**
 * Whoever visits has a machine of his own. So that frames are his, every process started so far gives way to those
 * started later: by its nice value, and by that of its session, which counts first where sessions share the
 * processors (sched(7), "The autogroup feature"). Only root could take it back. Linux only.
 */
export function giveWay(parent = process.pid): void {
  for (const { pid } of childrenOf(parent)) {
    for (const thread of threadsOf(pid)) attempt(() => setPriority(thread, LAST));
    attempt(() => writeFileSync(`/proc/${pid}/autogroup`, String(LAST)));
    giveWay(pid);
  }
}

const threadsOf = (pid: number) => {
  try {
    return readdirSync(`/proc/${pid}/task`).map(Number);
  } catch {
    return [];
  }
};

/** A process may have ended meanwhile, and a kernel may know no autogroups. */
function attempt(change: () => void): void {
  try {
    change();
  } catch {}
}
