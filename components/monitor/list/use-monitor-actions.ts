"use client";

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "#components/data/api.ts";
import { serverNow } from "#components/data/server-clock.ts";
import { type Action, type ActionResult, resultInWords } from "#components/monitor/list/action-result.ts";
import { changeLists } from "#components/monitor/list/change-lists.ts";
import { runMonitor } from "#components/monitor/run-monitor.ts";
import type { Announcement } from "#components/ui/notice.tsx";
import type { HistoryBar, MonitorAnswer } from "#lib/monitor/model.ts";
import { nextRun } from "#lib/monitor/schedule/index.ts";

export type MonitorActions = ReturnType<typeof actionsOf>;

/** Four requests at a time finish a hundred monitors soon, and leave the server free for everybody else. */
const REQUESTS_AT_ONCE = 4;

async function each(
  monitors: MonitorAnswer[],
  act: (monitor: MonitorAnswer) => Promise<unknown>,
): Promise<ActionResult> {
  const result: ActionResult = { done: [], refused: [] };
  const waiting = [...monitors];
  const work = async () => {
    for (let monitor = waiting.shift(); monitor; monitor = waiting.shift()) {
      try {
        await act(monitor);
        result.done.push(monitor);
      } catch (error) {
        result.refused.push({ monitor, reason: error instanceof Error ? error.message : String(error) });
      }
    }
  };
  await Promise.all(Array.from({ length: REQUESTS_AT_ONCE }, work));
  return result;
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
  at: new Date(serverNow()).toISOString(),
});

function withStatus(monitor: MonitorAnswer, status: "active" | "paused"): MonitorAnswer {
  const { cron, timezone } = monitor.schedule;
  const next = status === "active" ? nextRun(cron, timezone, new Date(serverNow())) : null;
  return { ...monitor, status, nextRunAt: next?.toISOString() ?? null };
}

function actionsOf(client: QueryClient, announce: (announcement: Announcement) => void) {
  const announceResult = (action: Action, result: ActionResult, undo?: () => void) =>
    announce({
      text: resultInWords(action, result),
      refused: result.refused.length > 0,
      ...(undo && { undo }),
    });

  const setStatus = async (monitors: MonitorAnswer[], status: "active" | "paused") => {
    await client.cancelQueries({ queryKey: ["monitors"] });
    changeLists(client, idsOf(monitors), (monitor) => withStatus(monitor, status));
    const result = await each(monitors, ({ id }) =>
      api(`/v2/monitor/${id}`, { method: "PATCH", body: { status } }),
    );
    for (const { monitor } of result.refused) changeLists(client, [monitor.id], () => monitor);
    void client.invalidateQueries({ queryKey: ["monitors"] });
    return result;
  };

  const resume = async (monitors: MonitorAnswer[]) =>
    announceResult("resumed", await setStatus(monitors, "active"));

  return {
    resume,

    /** Tells of something else that was refused. */
    refuse(sentence: string | null): void {
      if (sentence) announce({ text: sentence, refused: true });
    },

    async pause(monitors: MonitorAnswer[]): Promise<void> {
      const result = await setStatus(monitors, "paused");
      const wereActive = result.done.filter((monitor) => monitor.status === "active");
      announceResult("paused", result, wereActive.length > 0 ? () => void resume(wereActive) : undefined);
    },

    async run(monitors: MonitorAnswer[]): Promise<void> {
      const result = await each(monitors, async ({ id }) => {
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
      // A single monitor shows in its own row that it runs.
      if (monitors.length > 1 || result.refused.length > 0) announceResult("run", result);
    },

    async cancel(monitor: MonitorAnswer): Promise<void> {
      const path = `/v2/monitor/${monitor.id}/checks/${monitor.currentCheckId}/cancel`;
      announceResult("cancelled", await each([monitor], () => api(path, { method: "POST" })));
      void client.invalidateQueries({ queryKey: ["monitors"] });
    },

    async remove(monitors: MonitorAnswer[]): Promise<void> {
      const result = await each(monitors, ({ id }) => api(`/v2/monitor/${id}`, { method: "DELETE" }));
      changeLists(client, idsOf(result.done), () => null);
      void client.invalidateQueries({ queryKey: ["monitors"] });
      announceResult("deleted", result);
    },
  };
}

/** Gives the actions on one or several monitors. Each announces its result. */
export function useMonitorActions(announce: (announcement: Announcement) => void): MonitorActions {
  const client = useQueryClient();
  return useMemo(() => actionsOf(client, announce), [client, announce]);
}
