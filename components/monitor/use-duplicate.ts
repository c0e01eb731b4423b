"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { duplicateMonitor } from "#components/monitor/duplicate-monitor.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

/** Makes a copy of a monitor and leads to its settings, where one says how it differs. */
export function useDuplicate(showRefusal: (sentence: string | null) => void) {
  const client = useQueryClient();
  const router = useRouter();
  const { mutate, isPending } = useMutation({
    mutationFn: duplicateMonitor,
    onMutate: () => showRefusal(null),
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: ["monitors"] });
      router.push(`/monitors/${id}/edit`);
    },
    onError: ({ message }, { name }) => showRefusal(`${name} was not duplicated. ${message}`),
  });
  return (monitor: MonitorAnswer) => !isPending && mutate(monitor);
}
