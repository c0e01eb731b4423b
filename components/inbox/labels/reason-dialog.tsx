"use client";

import { type SubmitEvent, useState } from "react";
import { calledIn } from "#components/inbox/item-words.ts";
import type { ItemAnswer } from "#components/inbox/model.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent } from "#components/ui/dialog.tsx";
import { Field, inputClass } from "#components/ui/field.tsx";

const MOST = 1000;

/** Asks why items are dismissed, where the team wants to know. */
export function ReasonDialog({
  items,
  as,
  dismiss,
  close,
}: {
  items: readonly ItemAnswer[];
  as: "done" | "noise";
  dismiss: (reason: string) => void;
  close: () => void;
}) {
  const [missing, setMissing] = useState(false);
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get("reason") ?? "").trim();
    if (!reason) return setMissing(true);
    close();
    dismiss(reason);
  };
  return (
    <Dialog open onOpenChange={(open) => !open && close()}>
      <DialogContent
        title={`${calledIn(items)}: ${as}`}
        description="Your team asks for a reason. It stands in the history and in the export."
        width="narrow"
      >
        <form onSubmit={onSubmit} noValidate className="grid gap-4">
          <Field label="Reason" error={missing ? "Say why, in a few words." : undefined}>
            {(wiring) => (
              <input {...wiring} name="reason" maxLength={MOST} autoComplete="off" className={inputClass} />
            )}
          </Field>
          <div className="flex justify-end gap-2">
            <DialogClose>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" variant="primary">
              {as === "done" ? "Done" : "Noise"}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
