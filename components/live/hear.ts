import type { QueryClient } from "@tanstack/react-query";
import type { Tell } from "#components/live/signal.ts";
import { leaveForSignIn } from "#components/team/session-ended.tsx";
import type { LiveEvent } from "#lib/live/model.ts";

/** Notices that come while a check streams in are gathered for so long; short enough to feel at once. */
const GATHER_MS = 200;
/** Of a check that streams in for longer, the lists and figures around it are read again so often: they change little. */
const STEADY_MS = 1000;
const QUICK_ROUNDS = 4;
/** A read that takes longer is no longer waited for. */
const LONGEST_ROUND_MS = 5000;

/** Does what a signal asks for: reads again what changed, or everything after a time in which nothing was heard. */
export function hearing(client: QueryClient, setConnected: (connected: boolean) => void): Tell {
  const changed = gatherChanges(client);
  // What happened between the page's own reads and the first connection was told to nobody, too.
  let behind = true;
  return (signal) => {
    switch (signal.type) {
      case "changed":
        changed(signal);
        break;
      case "resync":
        void client.invalidateQueries();
        break;
      case "state":
        setConnected(signal.connected);
        if (signal.connected && behind) void client.invalidateQueries();
        behind = !signal.connected;
        break;
      case "ended":
        leaveForSignIn();
    }
  };
}

type Change = Extract<LiveEvent, { type: "changed" }>;

function gatherChanges(client: QueryClient): (event: Change) => void {
  const about = gatherIds(client, STEADY_MS, (ids) => [
    ["monitors"],
    ["credits"],
    ...ids.map((id) => ["monitor", id]),
  ]);
  const within = gatherIds(client, GATHER_MS, (ids) => ids.map((id) => ["check", id]));
  return ({ monitorId, checkId }) => {
    if (checkId) within(checkId);
    about(monitorId);
  };
}

/**
 * Reads again what the ids that were heard concern, in rounds: the first of a burst at once, those right behind it
 * together.
 * @param steadyMs the least time between two rounds once a burst lasts
 */
function gatherIds(
  client: QueryClient,
  steadyMs: number,
  keysOf: (ids: string[]) => string[][],
): (id: string) => void {
  const waiting = new Set<string>();
  let reading = false;
  const read = async () => {
    reading = true;
    for (let round = 0; waiting.size > 0; round++) {
      const keys = keysOf([...waiting]);
      waiting.clear();
      const reads = Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
      // A new round begins when the last one is over: begun sooner, it would cancel it, and on a slow server
      // nothing would ever be shown.
      const rest = pause(round < QUICK_ROUNDS ? GATHER_MS : steadyMs);
      await Promise.all([Promise.race([reads, pause(LONGEST_ROUND_MS)]), rest]);
    }
    reading = false;
  };
  return (id) => {
    waiting.add(id);
    if (!reading) void read();
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
