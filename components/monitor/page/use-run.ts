"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { runMonitor } from "#components/monitor/run-monitor.ts";

export type Run = {
  /** Whether the server has been asked and has not answered yet: the screen shows the check as queued already. */
  starting: boolean;
  start: () => void;
};

/** Runs a monitor as if it were queued from the moment of the press; a refusal takes that back, in words. */
export function useRun(monitorId: string, showRefusal: (sentence: string | null) => void): Run {
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: () => runMonitor(client, monitorId),
    onMutate: () => showRefusal(null),
    onError: ({ message }) => {
      showRefusal(message);
      // The monitor may run, or be paused, because of somebody else: then that is what to show.
      void client.invalidateQueries({ queryKey: ["monitor", monitorId] });
    },
  });
  return { starting: isPending, start: () => !isPending && mutate() };
}
