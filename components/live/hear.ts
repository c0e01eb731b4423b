import type { QueryClient } from "@tanstack/react-query";
import type { Tell } from "#components/live/signal.ts";
import { leaveForSignIn } from "#components/shell/session-ended.tsx";
import type { LiveEvent } from "#lib/live/model.ts";

/** Notices that come while a check streams in are gathered for so long; short enough to feel at once. */
const GATHER_MS = 200;
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

function gatherChanges(client: QueryClient): (event: Extract<LiveEvent, { type: "changed" }>) => void {
  const waiting = new Set<string>();
  let reading = false;
  const read = async () => {
    reading = true;
    while (waiting.size > 0) {
      const topics = [...waiting];
      waiting.clear();
      // A topic is the beginning of the keys of the reads that show it.
      const keys = topics.map((topic) => (topic.startsWith("changes") ? ["changes"] : topic.split(":")));
      const isOfChecks = keys.some(([noun]) => noun === "monitor" || noun === "check");
      if (isOfChecks) keys.push(["monitors"], ["credits"]);
      const reads = Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
      // A new round begins when the last one is over: begun sooner, it would cancel it, and on a slow server
      // nothing would ever be shown.
      await Promise.all([Promise.race([reads, pause(LONGEST_ROUND_MS)]), pause(GATHER_MS)]);
    }
    reading = false;
  };
  return ({ topics }) => {
    for (const topic of topics) waiting.add(topic);
    // The first of a burst is shown at once; those right behind it together.
    if (!reading) void read();
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
