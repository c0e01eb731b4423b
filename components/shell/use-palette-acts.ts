"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTheme } from "next-themes";
import { useState } from "react";
import { ApiError, api } from "#components/data/api.ts";
import { duplicateMonitor } from "#components/monitor/duplicate-monitor.ts";
import { endsCheck } from "#components/monitor/pause-dialog.tsx";
import { runMonitor } from "#components/monitor/run-monitor.ts";
import { mayLeave } from "#components/shell/leaving.ts";
import { refusalFor, useMe } from "#components/shell/me.tsx";
import type { Acts } from "#components/shell/palette-entries.ts";
import { signOut } from "#components/shell/sign-out.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

export type PaletteNotice = { text: string; refused: boolean };
/** Something under way, and what is said of it: where it was refused, and where nothing else shows that it was done. */
type Work = { act: () => Promise<unknown>; refusal: string; done?: string };

/**
 * Gives what the palette does.
 * @param leaveFor closes the palette and leads to another page
 * @param ask closes the palette and asks before a monitor is paused that is being checked
 */
export function usePaletteActs({
  close,
  leaveFor,
  ask,
}: {
  close: () => void;
  leaveFor: (href: string) => void;
  ask: (monitor: MonitorAnswer) => void;
}): { acts: Acts; told: PaletteNotice | null; forget: () => void } {
  const client = useQueryClient();
  const { setTheme } = useTheme();
  const me = useMe();
  const [told, setTold] = useState<PaletteNotice | null>(null);
  const { mutate, isPending } = useMutation({
    mutationFn: ({ act }: Work) => act(),
    onSuccess: (_, { done }) => done && setTold({ text: done, refused: false }),
    onError: ({ message }, { refusal }) => setTold({ text: `${refusal} ${message}`, refused: true }),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ["monitors"] });
      void client.invalidateQueries({ queryKey: ["monitor"] });
    },
  });
  const work = (one: Work) => !isPending && mutate(one);
  const acts: Acts = {
    go: leaveFor,
    run: ({ id, name }) =>
      work({
        refusal: `${name} was not run.`,
        act: async () => {
          // A check that is running already is what was asked for.
          await runMonitor(client, id).catch((error: unknown) => {
            if (!isRunningAlready(error)) throw error;
          });
          leaveFor(`/monitors/${id}`);
        },
      }),
    pause: (monitor) =>
      endsCheck([monitor])
        ? ask(monitor)
        : work({
            refusal: `${monitor.name} was not paused.`,
            done: `${monitor.name} is paused.`,
            act: () => setStatus(monitor, "paused"),
          }),
    resume: (monitor) =>
      work({
        refusal: `${monitor.name} was not resumed.`,
        done: `${monitor.name} is active again.`,
        act: () => setStatus(monitor, "active"),
      }),
    duplicate: (monitor) =>
      work({
        refusal: `${monitor.name} was not duplicated.`,
        act: async () => leaveFor(`/monitors/${(await duplicateMonitor(monitor)).id}/edit`),
      }),
    setTheme: (name) => {
      setTheme(name);
      close();
    },
    signOut: () => {
      close();
      const leave = () => void signOut();
      if (mayLeave(leave)) leave();
    },
    refusalOf: (action) => refusalFor(me, action),
    refuse: (text) => setTold({ text, refused: true }),
  };
  return { acts, told, forget: () => setTold(null) };
}

export const setStatus = ({ id }: MonitorAnswer, status: "active" | "paused") =>
  api(`/v2/monitor/${id}`, { method: "PATCH", body: { status } });

const isRunningAlready = (error: unknown) =>
  error instanceof ApiError && typeof error.body.checkId === "string";
