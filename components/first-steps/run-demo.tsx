"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { ApiError } from "#components/data/api.ts";
import { runMonitor } from "#components/monitor/run-monitor.ts";
import { ActButton } from "#components/shell/act-button.tsx";

/** Changes the demo site, has it checked, and leads to where the check can be watched. */
export function RunDemo({ demoId, refuse }: { demoId: string; refuse: (sentence: string | null) => void }) {
  const client = useQueryClient();
  const router = useRouter();
  const { mutate, isPending, isSuccess } = useMutation({
    mutationFn: async () => {
      await changeDemo();
      return runMonitor(client, demoId).then(({ id }) => id, idOfRunning);
    },
    onMutate: () => refuse(null),
    onSuccess: (checkId) => router.push(`/monitors/${demoId}/checks/${checkId}`),
    onError: (error) => refuse(`The demo was not run. ${error.message}`),
  });
  // Also while the page that it leads to is on its way.
  const busy = isPending || isSuccess;
  return (
    <ActButton action="runMonitor" size="small" onClick={() => busy || mutate()} aria-disabled={busy}>
      {busy ? "Changing…" : "Change the page"}
    </ActButton>
  );
}

/** As the demo's own button does; the page that it answers is not asked for. */
async function changeDemo(): Promise<void> {
  const answer = await fetch("/demo", { method: "POST", redirect: "manual" }).catch(() => {
    throw new Error("Tidemark cannot be reached. Check that it is running.");
  });
  if (answer.status >= 400) throw new Error("The demo page could not be changed. Try again.");
}

/** A check that is running already is what was asked for. */
function idOfRunning(error: unknown): string {
  if (error instanceof ApiError && typeof error.body.checkId === "string") return error.body.checkId;
  throw error;
}
