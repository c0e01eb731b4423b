"use client";

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "#components/data/api.ts";
import { changeLists } from "#components/monitor/list/change-lists.ts";
import { type Deed, type Outcome, outcomeInWords } from "#components/monitor/list/outcome-words.ts";
import { runMonitor } from "#components/monitor/run-monitor.ts";
import type { HistoryBar, MonitorAnswer } from "#lib/monitor/model.ts";
import { nextRun } from "#lib/monitor/schedule/index.ts";

export type Say = (said: { text: string; refused: boolean; undo?: () => void }) => void;
export type MonitorActions = ReturnType<typeof actionsOf>;

/** So many requests at once: a hundred monitors are done soon, and nobody else waits for them. */
const AT_ONCE = 4;

async function each(
  monitors: MonitorAnswer[],
  act: (monitor: MonitorAnswer) => Promise<unknown>,
): Promise<Outcome> {
  const outcome: Outcome = { done: [], refused: [] };
  const waiting = [...monitors];
  const work = async () => {
    for (let monitor = waiting.shift(); monitor; monitor = waiting.shift()) {
      try {
        await act(monitor);
        outcome.done.push(monitor);
      } catch (error) {
        outcome.refused.push({ monitor, why: error instanceof Error ? error.message : String(error) });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return outcome;
}

const idsOf = (monitors: MonitorAnswer[]) => monitors.map(({ id }) => id);

const queuedBar = (id: string): HistoryBar => ({
  id,
  status: "queued",
  trigger: "manual",
  same: 0,
  changed: 0,
  new: 0,
  removed: 0,
  error: 0,
  credits: null,
  at: new Date().toISOString(),
});

function withStatus(monitor: MonitorAnswer, status: "active" | "paused"): MonitorAnswer {
  const { cron, timezone } = monitor.schedule;
  const next = status === "active" ? nextRun(cron, timezone, new Date()) : null;
  return { ...monitor, status, nextRunAt: next?.toISOString() ?? null };
}

function actionsOf(client: QueryClient, say: Say) {
  const tell = (deed: Deed, outcome: Outcome, undo?: () => void) =>
    say({ text: outcomeInWords(deed, outcome), refused: outcome.refused.length > 0, ...(undo && { undo }) });

  const setStatus = async (monitors: MonitorAnswer[], status: "active" | "paused") => {
    await client.cancelQueries({ queryKey: ["monitors"] });
    changeLists(client, idsOf(monitors), (monitor) => withStatus(monitor, status));
    const outcome = await each(monitors, ({ id }) =>
      api(`/v2/monitor/${id}`, { method: "PATCH", body: { status } }),
    );
    for (const { monitor } of outcome.refused) changeLists(client, [monitor.id], () => monitor);
    void client.invalidateQueries({ queryKey: ["monitors"] });
    return outcome;
  };

  const resume = async (monitors: MonitorAnswer[]) => tell("resumed", await setStatus(monitors, "active"));

  return {
    resume,

    async pause(monitors: MonitorAnswer[]): Promise<void> {
      const outcome = await setStatus(monitors, "paused");
      const wereActive = outcome.done.filter((monitor) => monitor.status === "active");
      tell("paused", outcome, wereActive.length > 0 ? () => void resume(wereActive) : undefined);
    },

    async run(monitors: MonitorAnswer[]): Promise<void> {
      const outcome = await each(monitors, async ({ id }) => {
        const check = await runMonitor(client, id);
        changeLists(client, [id], (monitor) => ({
          ...monitor,
          currentCheckId: monitor.currentCheckId ?? check.id,
          recentChecks: [
            ...(monitor.recentChecks ?? []).filter((bar) => bar.id !== check.id),
            monitor.recentChecks?.find((bar) => bar.id === check.id) ?? queuedBar(check.id),
          ],
        }));
      });
      // One that runs shows it in its own row.
      if (monitors.length > 1 || outcome.refused.length > 0) tell("run", outcome);
    },

    async cancel(monitor: MonitorAnswer): Promise<void> {
      const path = `/v2/monitor/${monitor.id}/checks/${monitor.currentCheckId}/cancel`;
      tell("cancelled", await each([monitor], () => api(path, { method: "POST" })));
      void client.invalidateQueries({ queryKey: ["monitors"] });
    },

    async remove(monitors: MonitorAnswer[]): Promise<void> {
      const outcome = await each(monitors, ({ id }) => api(`/v2/monitor/${id}`, { method: "DELETE" }));
      changeLists(client, idsOf(outcome.done), () => null);
      void client.invalidateQueries({ queryKey: ["monitors"] });
      tell("deleted", outcome);
    },
  };
}

/** What can be done to monitors, one or many alike; what became of it is said. */
export function useMonitorActions(say: Say): MonitorActions {
  const client = useQueryClient();
  return useMemo(() => actionsOf(client, say), [client, say]);
}
