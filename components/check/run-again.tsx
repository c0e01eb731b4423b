"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Key } from "#components/check/diff-mode-switch.tsx";
import { ApiError } from "#components/data/api.ts";
import { useShortcuts } from "#components/hooks/use-shortcuts.ts";
import { runMonitor } from "#components/monitor/run-monitor.ts";
import { Button } from "#components/ui/button.tsx";

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
  const [asking, setAsking] = useState(false);
  const open = (checkId: string) => router.push(`/monitors/${monitorId}/checks/${checkId}`);
  const run = async () => {
    if (asking) return;
    setAsking(true);
    onRefusal(null);
    try {
      open((await runMonitor(client, monitorId)).id);
    } catch (error) {
      // One that is running already is what was asked for.
      if (error instanceof ApiError && typeof error.body.checkId === "string") open(error.body.checkId);
      else onRefusal(error instanceof Error ? error.message : String(error));
      setAsking(false);
    }
  };
  useShortcuts({ r: run });
  return (
    <Button variant="primary" onClick={run} aria-disabled={asking} aria-keyshortcuts="r">
      {asking ? "Queued" : "Run again"}
      {!asking && (
        <span aria-hidden className="hidden opacity-80 sm:inline [&>kbd]:border-current [&>kbd]:text-inherit">
          <Key>R</Key>
        </span>
      )}
    </Button>
  );
}
