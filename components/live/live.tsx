"use client";

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import type { LiveEvent } from "#lib/live/model.ts";

/** Notices that come while a check streams in are gathered for so long; short enough to feel at once. */
const GATHER_MS = 200;
const RECONNECT_MS = 1500;
/** A read that takes longer is no longer waited for. */
const LONGEST_ROUND_MS = 5000;

const Connected = createContext(true);

/** Whether changes reach this tab as they happen; false while the connection is being made anew. */
export const useConnected = () => useContext(Connected);

/** Keeps everything on screen true: hears which rows changed, and has the reads that show them done again. */
export function Live({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [connected, setConnected] = useState(true);
  useEffect(() => listen(client, setConnected), [client]);
  return <Connected value={connected}>{children}</Connected>;
}

function listen(client: QueryClient, setConnected: (connected: boolean) => void): () => void {
  const changed = gatherChanges(client);
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // What happened between the page's own reads and the first connection was told to nobody, too.
  let lost = true;
  const open = () => {
    source = new EventSource("/api/live");
    source.onopen = () => {
      setConnected(true);
      // What happened while nobody listened was told to nobody.
      if (lost) void client.invalidateQueries();
      lost = false;
    };
    source.onmessage = ({ data }) => {
      const event = JSON.parse(data) as LiveEvent;
      if (event.type === "resync") void client.invalidateQueries();
      else changed(event);
    };
    source.onerror = () => {
      // Left to itself an EventSource gives up on some errors and hammers on others: one pace for all.
      source?.close();
      lost = true;
      setConnected(false);
      timer = setTimeout(open, RECONNECT_MS);
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

function gatherChanges(client: QueryClient): (event: Extract<LiveEvent, { type: "changed" }>) => void {
  const waiting = new Set<string>();
  let reading = false;
  const read = async () => {
    reading = true;
    while (waiting.size > 0) {
      const ids = [...waiting];
      waiting.clear();
      const keys = [
        ["monitors"],
        ["credits"],
        ...ids.flatMap((id) => [
          ["monitor", id],
          ["check", id],
        ]),
      ];
      const reads = Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
      // A new round begins when the last one is over: begun sooner, it would cancel it, and on a slow server
      // nothing would ever be shown.
      await Promise.all([Promise.race([reads, pause(LONGEST_ROUND_MS)]), pause(GATHER_MS)]);
    }
    reading = false;
  };
  return ({ monitorId, checkId }) => {
    waiting.add(monitorId);
    if (checkId) waiting.add(checkId);
    // The first of a burst is shown at once; those right behind it together.
    if (!reading) void read();
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
