import type { QueryClient } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import { type CheckDetail, checkQuery, monitorQuery } from "#components/data/queries.ts";
import type { CheckAnswer } from "#lib/check/model.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

/**
 * Runs a monitor, and shows its check as queued as soon as the server has said so: the live notice of it, and
 * all that follows, come by themselves.
 * @throws ApiError why it may not run now
 */
export async function runMonitor(client: QueryClient, monitorId: string): Promise<CheckAnswer> {
  const { data: check } = await api<{ data: CheckAnswer }>(`/v2/monitor/${monitorId}/run`, {
    method: "POST",
  });
  client.setQueryData<CheckDetail>(
    checkQuery(monitorId, check.id).queryKey,
    (known) => known ?? { ...check, pages: [] },
  );
  client.setQueryData<MonitorAnswer>(
    monitorQuery(monitorId).queryKey,
    (known) => known && { ...known, currentCheckId: check.id },
  );
  void client.invalidateQueries({ queryKey: ["monitors"] });
  void client.invalidateQueries({ queryKey: ["monitor", monitorId] });
  return check;
}
