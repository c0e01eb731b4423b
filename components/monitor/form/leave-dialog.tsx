"use client";

import type { useLeaveGuard } from "#components/monitor/form/use-leave-guard.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";

/** Asks before what was typed is lost. */
export function LeaveDialog({ asking, stay, leave }: Omit<ReturnType<typeof useLeaveGuard>, "release">) {
  return (
    <Dialog open={asking} onOpenChange={(open) => !open && stay()}>
      <DialogContent title="Leave without saving?" description="What you typed here is not kept.">
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="primary" onClick={stay}>
            Keep editing
          </Button>
          <Button variant="danger" onClick={leave}>
            Discard changes
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  );
}
