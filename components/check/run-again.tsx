"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { ApiError } from "#components/data/api.ts";
import { Key } from "#components/keys/key.tsx";
import { useKeys } from "#components/keys/use-keys.ts";
import { runMonitor } from "#components/monitor/run-monitor.ts";
import { ActButton } from "#components/shell/act-button.tsx";
import { useRefusal } from "#components/shell/me.tsx";

/** Runs the monitor of an ended check anew, and leads to the new check. */
export function RunAgain({
  monitorId,
  onRefusal,
}: {
  monitorId: string;
  onRefusal: (sentence: string | null) => void;
}) {
  const client = useQueryClient();
  const router = useRouter();
  const open = (checkId: string) => router.push(`/monitors/${monitorId}/checks/${checkId}`);
  const { mutate, isPending, isSuccess } = useMutation({
    mutationFn: () => runMonitor(client, monitorId),
    onMutate: () => onRefusal(null),
    onSuccess: ({ id }) => open(id),
    onError: (error) => {
      // One that is running already is what was asked for.
      if (error instanceof ApiError && typeof error.body.checkId === "string") open(error.body.checkId);
      else onRefusal(error.message);
    },
  });
  // Also while the new check's page is on its way.
  const asking = isPending || isSuccess;
  const run = () => {
    if (!asking) mutate();
  };
  const mayRun = useRefusal("runMonitor") === null;
  useKeys({ run: () => mayRun && run() });
  return (
    <ActButton
      action="runMonitor"
      variant="primary"
      onClick={run}
      aria-disabled={asking}
      aria-keyshortcuts="r"
    >
      {asking ? "Queued" : "Run again"}
      {!asking && (
        <span aria-hidden className="hidden opacity-80 sm:inline [&>kbd]:border-current [&>kbd]:text-inherit">
          <Key>R</Key>
        </span>
      )}
    </ActButton>
  );
}
