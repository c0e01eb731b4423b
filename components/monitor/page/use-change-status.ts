"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import { monitorQuery } from "#components/data/queries.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

type Status = MonitorAnswer["status"];

/** Pauses or resumes a monitor. The screen shows the new status at once, and takes it back when it is refused. */
export function useChangeStatus(monitor: MonitorAnswer, showRefusal: (sentence: string | null) => void) {
  const client = useQueryClient();
  const { queryKey } = monitorQuery(monitor.id);
  const show = (change: Partial<MonitorAnswer>) =>
    client.setQueryData<MonitorAnswer>(queryKey, (known) => known && { ...known, ...change });
  const { mutateAsync, isPending } = useMutation({
    mutationFn: (status: Status) =>
      api<{ data: MonitorAnswer }>(`/v2/monitor/${monitor.id}`, { method: "PATCH", body: { status } }),
    onMutate: async (status) => {
      showRefusal(null);
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData<MonitorAnswer>(queryKey)?.status;
      show({ status });
      return before;
    },
    onSuccess: ({ data }) => show(data),
    onError: ({ message }, _, before) => {
      showRefusal(message);
      // Reading the monitor anew would not do: it may be the server that cannot be reached.
      if (before) show({ status: before });
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ["monitor", monitor.id] });
      void client.invalidateQueries({ queryKey: ["monitors"] });
    },
  });
  const change = async (status: Status) => {
    // A refusal has been shown by then; nobody who waits for the end needs it a second time.
    if (!isPending) await mutateAsync(status).catch(() => {});
  };
  return { busy: isPending, change };
}
