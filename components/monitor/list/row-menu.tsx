"use client";

import { Ellipsis } from "lucide-react";
import { useRouter } from "next/navigation";
import type { MonitorActions } from "#components/monitor/list/use-monitor-actions.ts";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

/** Everything that can be done to one monitor. */
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
  const paused = monitor.status === "paused";
  return (
    <Menu
      trigger={
        <Button variant="quiet" size="icon" aria-label={`More for ${monitor.name}`}>
          <Ellipsis />
        </Button>
      }
    >
      {monitor.currentCheckId ? (
        <MenuItem onSelect={() => void actions.cancel(monitor)}>Cancel the check</MenuItem>
      ) : (
        <MenuItem disabled={paused} onSelect={() => void actions.run([monitor])}>
          Run now
        </MenuItem>
      )}
      <MenuItem onSelect={() => void (paused ? actions.resume([monitor]) : actions.pause([monitor]))}>
        {paused ? "Resume" : "Pause"}
      </MenuItem>
      <MenuItem onSelect={() => router.push(`/monitors/${monitor.id}/edit`)}>Edit</MenuItem>
      <MenuSeparator />
      <MenuItem danger onSelect={() => askDelete([monitor])}>
        Delete…
      </MenuItem>
    </Menu>
  );
}
