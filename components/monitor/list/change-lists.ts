import type { QueryClient } from "@tanstack/react-query";
import type { MonitorList } from "#components/data/queries.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

type Change = (monitor: MonitorAnswer) => MonitorAnswer | null;

/** Changes monitors in every list in memory before the server has answered. A change to null takes one out. */
export function changeLists(client: QueryClient, ids: string[], change: Change): void {
  const wanted = new Set(ids);
  client.setQueriesData<MonitorList>({ queryKey: ["monitors"] }, (list) => {
    if (!list?.data.some((monitor) => wanted.has(monitor.id))) return list;
    const data = list.data.flatMap((monitor) => {
      const changed = wanted.has(monitor.id) ? change(monitor) : monitor;
      return changed ? [changed] : [];
    });
    return { total: list.total - (list.data.length - data.length), data };
  });
}
