"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { monitorQuery } from "#components/data/queries.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

/** Pauses or resumes a monitor: shown at once, taken back when refused. */
export function useChangeStatus(monitor: MonitorAnswer, onRefusal: (sentence: string | null) => void) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const { queryKey } = monitorQuery(monitor.id);
  const change = async (status: "active" | "paused") => {
    if (busy) return;
    setBusy(true);
    onRefusal(null);
    await client.cancelQueries({ queryKey });
    const before = client.getQueryData<MonitorAnswer>(queryKey)?.status;
    client.setQueryData<MonitorAnswer>(queryKey, (known) => known && { ...known, status });
    try {
      const { data } = await api<{ data: MonitorAnswer }>(`/v2/monitor/${monitor.id}`, {
        method: "PATCH",
        body: { status },
      });
      client.setQueryData<MonitorAnswer>(queryKey, (known) => known && { ...known, ...data });
    } catch (error) {
      onRefusal(error instanceof Error ? error.message : String(error));
      // Asking the server how it is would not do: it may be the server that cannot be reached.
      client.setQueryData<MonitorAnswer>(
        queryKey,
        (known) => known && { ...known, status: before ?? known.status },
      );
    }
    setBusy(false);
    void client.invalidateQueries({ queryKey: ["monitor", monitor.id] });
    void client.invalidateQueries({ queryKey: ["monitors"] });
  };
  return { busy, change };
}
