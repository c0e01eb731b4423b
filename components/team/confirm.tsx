"use client";

import { type ReactNode, useState } from "react";
import { FormRefusal } from "#components/team/form-refusal.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";

/** A button whose deed is asked about first, because it cannot be undone. `act` may throw an Error with a sentence. */
export function Confirm({
  trigger,
  title,
  consequence,
  verb,
  act,
}: {
  trigger: ReactNode;
  title: string;
  consequence: ReactNode;
  verb: string;
  act: () => Promise<unknown>;
}) {
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const confirm = async () => {
    setPending(true);
    setRefusal(null);
    try {
      await act();
      setOpen(false);
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : "Something went wrong. Try again.");
    } finally {
      setPending(false);
    }
  };
  const onOpenChange = (next: boolean) => {
    setOpen(next);
    setRefusal(null);
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogTrigger>{trigger}</DialogTrigger>
      <DialogContent title={title} description={consequence} width="narrow">
        <div className="grid gap-4">
          {refusal && <FormRefusal>{refusal}</FormRefusal>}
          <div className="flex justify-end gap-2">
            <DialogClose>
              <Button>Cancel</Button>
            </DialogClose>
            <Button variant="danger" onClick={confirm} disabled={pending}>
              {verb}
            </Button>
          </div>
        </div>
      </DialogContent>
    </Dialog>
  );
}
