"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ApiError } from "#components/data/api.ts";
import { runMonitor } from "#components/monitor/run-monitor.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

/** Runs a monitor and shows it; a refusal is told where the run was asked for. */
export function useRunAndGo(go: (href: string) => void) {
  const client = useQueryClient();
  const { mutate, isPending, error, variables, reset } = useMutation({
    mutationFn: async ({ id }: MonitorAnswer) => {
      // A check that is running already is what was asked for.
      await runMonitor(client, id).catch((error: unknown) => {
        if (!isRunningAlready(error)) throw error;
      });
    },
    onSuccess: (_, { id }) => go(`/monitors/${id}`),
    onSettled: () => void client.invalidateQueries({ queryKey: ["monitors"] }),
  });
  return {
    run: (monitor: MonitorAnswer) => !isPending && mutate(monitor),
    refusal: error && `${variables?.name} was not run. ${error.message}`,
    forgetRefusal: () => error && reset(),
  };
}

const isRunningAlready = (error: unknown) =>
  error instanceof ApiError && typeof error.body.checkId === "string";
