"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { runMonitor } from "#components/monitor/run-monitor.ts";

export type Run = {
  /** Asked for, and not yet answered: on screen it is queued already. */
  asking: boolean;
  refusal: string | null;
  start: () => Promise<void>;
  setRefusal: (sentence: string | null) => void;
};

/** Runs a monitor as if it were queued from the moment of the press; a refusal takes that back, in words. */
export function useRun(monitorId: string): Run {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const start = async () => {
    if (asking) return;
    setAsking(true);
    setRefusal(null);
    try {
      await runMonitor(client, monitorId);
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error));
      // It may run, or be paused, because of somebody else: then that is what to show.
      void client.invalidateQueries({ queryKey: ["monitor", monitorId] });
    }
    setAsking(false);
  };
  return { asking, refusal, start, setRefusal };
}
