"use client";

import { PreviewPane } from "#components/monitor/form/preview-pane.tsx";
import type { Preview } from "#components/monitor/form/use-preview.ts";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";

/** The preview above the form, where there is no room beside it. */
export function PreviewSheet({
  open,
  onOpenChange,
  preview,
  pages,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  preview: Preview;
  pages: string[];
}) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title="What would be compared" place="bottom">
        <PreviewPane preview={preview} pages={pages} />
      </DialogContent>
    </Dialog>
  );
}
