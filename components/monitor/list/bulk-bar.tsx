"use client";

import { useMutation } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { MonitorActions } from "#components/monitor/list/use-monitor-actions.ts";
import { endsCheck, PauseDialog } from "#components/monitor/pause-dialog.tsx";
import { ActButton } from "#components/shell/act-button.tsx";
import { Button } from "#components/ui/button.tsx";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

/** Offers the actions on all ticked monitors. It takes the place of the search, so nothing moves. */
export function BulkBar({
  selected,
  actions,
  askDelete,
  clear,
  selectAll,
}: {
  selected: MonitorAnswer[];
  actions: MonitorActions;
  askDelete: (monitors: MonitorAnswer[]) => void;
  clear: () => void;
  selectAll: ReactNode;
}) {
  const { mutateAsync, isPending: busy } = useMutation({ mutationFn: (act: () => Promise<void>) => act() });
  const [pausing, setPausing] = useState(false);
  const run = () => mutateAsync(() => actions.run(selected));
  const pause = () => mutateAsync(() => actions.pause(selected));
  const resume = () => mutateAsync(() => actions.resume(selected));
  const paused = selected.filter((monitor) => monitor.status === "paused").length;
  return (
    <div
      role="toolbar"
      aria-label="Selected monitors"
      className="flex min-w-0 flex-1 animate-slide-in flex-wrap items-center gap-2"
    >
      {selectAll}
      <span className="mr-1 text-sm">
        <span className="font-medium">{selected.length}</span> selected
      </span>
      <ActButton action="runMonitor" disabled={busy} onClick={() => void run()}>
        Run
      </ActButton>
      {paused < selected.length && (
        <ActButton
          action="updateMonitor"
          disabled={busy}
          onClick={() => (endsCheck(selected) ? setPausing(true) : void pause())}
        >
          Pause
        </ActButton>
      )}
      {paused > 0 && (
        <ActButton action="updateMonitor" disabled={busy} onClick={() => void resume()}>
          Resume
        </ActButton>
      )}
      <ActButton action="deleteMonitor" variant="danger" disabled={busy} onClick={() => askDelete(selected)}>
        Delete…
      </ActButton>
      <Button variant="quiet" size="icon" aria-label="Clear the selection" onClick={clear}>
        <X />
      </Button>
      <PauseDialog monitors={selected} open={pausing} onOpenChange={setPausing} pause={pause} />
    </div>
  );
}
