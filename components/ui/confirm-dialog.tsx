"use client";

import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent } from "#components/ui/dialog.tsx";

export type Question = {
  title: string;
  /** What doing it means. */
  consequence: ReactNode;
  verb: string;
  /** What not doing it is called. */
  keep?: string;
  /** May throw an Error with a sentence, which is told; the question then stays. */
  act: () => Promise<unknown>;
};

/** Asks before something is done that cannot be undone. */
export function ConfirmDialog({
  open,
  onOpenChange,
  ...question
}: Question & { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <ConfirmContent {...question} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

/** The question alone, for a dialog that has a trigger of its own. */
export function ConfirmContent({ title, consequence, ...answers }: Question & { close: () => void }) {
  return (
    <DialogContent title={title} description={consequence} width="narrow">
      <Answers {...answers} />
    </DialogContent>
  );
}

function Answers({
  verb,
  keep = "Cancel",
  act,
  close,
}: Pick<Question, "verb" | "keep" | "act"> & { close: () => void }) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const confirm = async () => {
    if (busy) return;
    setBusy(true);
    setRefusal(null);
    try {
      await act();
      close();
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : "Something went wrong. Try again.");
    }
    setBusy(false);
  };
  return (
    <div className="grid gap-4">
      {refusal && (
        <p role="alert" className="rounded-md bg-error-soft px-3 py-2 text-error text-sm">
          {refusal}
        </p>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <DialogClose>
          <Button>{keep}</Button>
        </DialogClose>
        <Button variant="danger" onClick={confirm} aria-disabled={busy}>
          {verb}
        </Button>
      </div>
    </div>
  );
}
