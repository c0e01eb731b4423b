"use client";

import { ENDED_EARLY } from "#components/check/cancel-words.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

/** Whether pausing these monitors ends a check, which is asked about first. */
export const endsCheck = (monitors: MonitorAnswer[]) =>
  monitors.some((monitor) => monitor.currentCheckId !== null);

/** Asks before monitors are paused when a check of some of them is under way. */
export function PauseDialog({
  monitors,
  open,
  onOpenChange,
  pause,
}: {
  monitors: MonitorAnswer[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
  pause: () => Promise<unknown>;
}) {
  const [one] = monitors;
  const many = monitors.length > 1;
  const running = monitors.filter((monitor) => monitor.currentCheckId !== null).length;
  const whose = many
    ? `${running} of them ${running === 1 ? "is" : "are"} being checked`
    : "It is being checked";
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={many ? `Pause ${monitors.length} monitors?` : `Pause ${one?.name}?`}
      consequence={`${whose}, and pausing cancels that. ${ENDED_EARLY}`}
      verb={running > 1 ? "Pause and cancel the checks" : "Pause and cancel the check"}
      keep={many ? "Keep them running" : "Keep it running"}
      act={pause}
    />
  );
}
