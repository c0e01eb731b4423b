"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api } from "#components/data/api.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

const LONGEST_NAME = 256;

/** The body that makes a monitor like another one: all of its settings, and nothing of its history. */
export function copyOf(monitor: MonitorAnswer) {
  const { schedule, targets, goal, judgeEnabled, retentionDays, webhook, notification } = monitor;
  return {
    name: `Copy of ${monitor.name}`.slice(0, LONGEST_NAME),
    schedule,
    // A target's id is what its pages are known by: these are others.
    targets: targets.map(({ id: _, ...target }) => target),
    retentionDays,
    ...(goal && { goal, judgeEnabled }),
    ...(webhook && { webhook }),
    ...(notification && { notification }),
  };
}

/** Makes a copy of a monitor and leads to its settings, where one says how it differs. */
export function useDuplicate(showRefusal: (sentence: string | null) => void) {
  const client = useQueryClient();
  const router = useRouter();
  const { mutate, isPending } = useMutation({
    mutationFn: (monitor: MonitorAnswer) =>
      api<{ data: MonitorAnswer }>("/v2/monitor", { method: "POST", body: copyOf(monitor) }),
    onMutate: () => showRefusal(null),
    onSuccess: ({ data }) => {
      void client.invalidateQueries({ queryKey: ["monitors"] });
      router.push(`/monitors/${data.id}/edit`);
    },
    onError: ({ message }, { name }) => showRefusal(`${name} was not duplicated. ${message}`),
  });
  return (monitor: MonitorAnswer) => !isPending && mutate(monitor);
}
