"use client";

import { Ellipsis } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { CANCEL_WORDS } from "#components/check/cancel-words.ts";
import type { MonitorActions } from "#components/monitor/list/use-monitor-actions.ts";
import { endsCheck, PauseDialog } from "#components/monitor/pause-dialog.tsx";
import { useDuplicate } from "#components/monitor/use-duplicate.ts";
import { ActItem } from "#components/shell/act-button.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Menu, MenuSeparator } from "#components/ui/menu.tsx";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

/** The menu of all that can be done to one monitor. */
export function RowMenu({
  monitor,
  actions,
  askDelete,
}: {
  monitor: MonitorAnswer;
  actions: MonitorActions;
  askDelete: (monitors: MonitorAnswer[]) => void;
}) {
  const router = useRouter();
  const [asked, setAsked] = useState<"cancel" | "pause" | null>(null);
  const paused = monitor.status === "paused";
  const asks = endsCheck([monitor]);
  const pause = () => actions.pause([monitor]);
  const close = () => setAsked(null);
  const duplicate = useDuplicate(actions.refuse);
  return (
    <>
      <Menu
        trigger={
          <Button variant="quiet" size="icon" aria-label={`More for ${monitor.name}`}>
            <Ellipsis />
          </Button>
        }
      >
        {monitor.currentCheckId ? (
          <ActItem action="cancelCheck" onSelect={() => setAsked("cancel")}>
            Cancel the check…
          </ActItem>
        ) : (
          <ActItem action="runMonitor" disabled={paused} onSelect={() => void actions.run([monitor])}>
            Run now
          </ActItem>
        )}
        {paused ? (
          <ActItem action="updateMonitor" onSelect={() => void actions.resume([monitor])}>
            Resume
          </ActItem>
        ) : (
          <ActItem action="updateMonitor" onSelect={() => (asks ? setAsked("pause") : void pause())}>
            {asks ? "Pause…" : "Pause"}
          </ActItem>
        )}
        <ActItem action="updateMonitor" onSelect={() => router.push(`/monitors/${monitor.id}/edit`)}>
          Edit
        </ActItem>
        <ActItem action="createMonitor" onSelect={() => duplicate(monitor)}>
          Duplicate
        </ActItem>
        <MenuSeparator />
        <ActItem action="deleteMonitor" danger onSelect={() => askDelete([monitor])}>
          Delete…
        </ActItem>
      </Menu>
      <ConfirmDialog
        open={asked === "cancel"}
        onOpenChange={close}
        {...CANCEL_WORDS}
        act={() => actions.cancel(monitor)}
      />
      <PauseDialog monitors={[monitor]} open={asked === "pause"} onOpenChange={close} pause={pause} />
    </>
  );
}
