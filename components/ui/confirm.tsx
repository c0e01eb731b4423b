"use client";

import { type ReactNode, useState } from "react";
import { ConfirmContent, type Question } from "#components/ui/confirm-dialog.tsx";
import { Dialog, DialogTrigger } from "#components/ui/dialog.tsx";

/** A button that asks before it acts. */
export function Confirm({ trigger, ...question }: Question & { trigger: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>{trigger}</DialogTrigger>
      <ConfirmContent {...question} close={() => setOpen(false)} />
    </Dialog>
  );
}
