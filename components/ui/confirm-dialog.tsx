"use client";

import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent } from "#components/ui/dialog.tsx";

export type Question = {
  title: string;
  /** The sentence that says what the action means. */
  consequence: ReactNode;
  verb: string;
  /** The word of the button that leaves everything as it is. */
  keep?: string;
  /** The action. It may throw an Error with a sentence, which is shown while the question stays. */
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
export function ConfirmContent({ title, consequence, ...choices }: Question & { close: () => void }) {
  return (
    <DialogContent title={title} description={consequence} width="narrow">
      <Choices {...choices} />
    </DialogContent>
  );
}

function Choices({
  verb,
  keep = "Cancel",
  act,
  close,
}: Pick<Question, "verb" | "keep" | "act"> & { close: () => void }) {
  const { mutate, isPending, error } = useMutation({ mutationFn: act, onSuccess: close });
  return (
    <div className="grid gap-4">
      {error && (
        <p role="alert" className="rounded-md bg-error-soft px-3 py-2 text-error text-sm">
          {error.message}
        </p>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <DialogClose>
          <Button>{keep}</Button>
        </DialogClose>
        <Button variant="danger" onClick={() => !isPending && mutate()} aria-disabled={isPending}>
          {verb}
        </Button>
      </div>
    </div>
  );
}
