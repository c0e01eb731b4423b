"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { checkPath } from "#components/check/queries.ts";
import { api } from "#components/data/api.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import type { CheckAnswer } from "#lib/check/model.ts";

/** Stops a live check, once the person has read what that means. */
export function CancelCheck({ check }: { check: Pick<CheckAnswer, "id" | "monitorId"> }) {
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const cancel = async () => {
    setBusy(true);
    setRefusal(null);
    try {
      await api(`${checkPath(check.monitorId, check.id)}/cancel`, { method: "POST" });
      setOpen(false);
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error));
    }
    setBusy(false);
    void client.invalidateQueries({ queryKey: ["check", check.id] });
    void client.invalidateQueries({ queryKey: ["monitor", check.monitorId] });
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button size="small">Cancel</Button>
      </DialogTrigger>
      <DialogContent
        title="Cancel this check?"
        description="Pages already done are kept and charged; the rest is not fetched, and its credits are released."
      >
        {refusal && (
          <p role="alert" className="mb-3 text-error text-sm">
            {refusal}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <DialogClose>
            <Button variant="quiet">Keep it running</Button>
          </DialogClose>
          <Button variant="danger" onClick={cancel} aria-disabled={busy}>
            Cancel the check
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  );
}
