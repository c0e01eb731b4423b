import { api } from "#components/data/api.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

const MOST_CHARACTERS = 256;

/** What makes another monitor like this one: all that was ever set, under a name that tells the two apart. */
export function bodyOfCopy(monitor: MonitorAnswer) {
  const { schedule, goal, judgeEnabled, retentionDays, webhook, notification } = monitor;
  return {
    // Never half of a sign: no text may end so.
    name: `Copy of ${monitor.name}`.slice(0, MOST_CHARACTERS).toWellFormed(),
    schedule,
    // Ids name the targets of one monitor, and belong to what was seen there.
    targets: monitor.targets.map(({ id: _, ...target }) => target),
    retentionDays,
    judgeEnabled,
    ...(goal && { goal }),
    ...(webhook && { webhook }),
    ...(notification && { notification }),
  };
}

/** Makes another monitor like this one. It has seen nothing yet. @returns the copy @throws ApiError */
export async function duplicateMonitor(monitor: MonitorAnswer): Promise<MonitorAnswer> {
  const body = bodyOfCopy(monitor);
  return (await api<{ data: MonitorAnswer }>("/v2/monitor", { method: "POST", body })).data;
}
