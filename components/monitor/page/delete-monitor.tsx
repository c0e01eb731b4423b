"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { api } from "#components/data/api.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent } from "#components/ui/dialog.tsx";
import { Field, inputClass } from "#components/ui/field.tsx";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

/** Deletes a monitor, once its name has been typed. */
export function DeleteMonitor({
  monitor,
  open,
  onOpenChange,
  onLeaving,
}: {
  monitor: MonitorAnswer;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** From here on the monitor may be gone: nothing of it need be read any more. */
  onLeaving: (leaving: boolean) => void;
}) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={`Delete ${monitor.name}?`}
        description="Its checks, snapshots and diffs can no longer be seen. A running check is stopped. This cannot be undone; pausing can."
      >
        <DeleteForm monitor={monitor} onLeaving={onLeaving} />
      </DialogContent>
    </Dialog>
  );
}

function DeleteForm({
  monitor,
  onLeaving,
}: {
  monitor: MonitorAnswer;
  onLeaving: (leaving: boolean) => void;
}) {
  const router = useRouter();
  const client = useQueryClient();
  const [typed, setTyped] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const [refusal, setRefusal] = useState<string>();
  const [busy, setBusy] = useState(false);
  const remove = async (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() !== monitor.name) {
      setRefusal(`Type “${monitor.name}” to delete it.`);
      return;
    }
    setBusy(true);
    onLeaving(true);
    try {
      await api(`/v2/monitor/${monitor.id}`, { method: "DELETE" });
      void client.invalidateQueries({ queryKey: ["monitors"] });
      router.push("/monitors");
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error));
      setBusy(false);
      onLeaving(false);
    }
  };
  return (
    <form onSubmit={remove} className="grid gap-4" noValidate>
      <Field label="Name of the monitor" hint={`Type ${monitor.name} to confirm.`} error={refusal}>
        {(wiring) => (
          <input
            {...wiring}
            ref={field}
            className={inputClass}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <DialogClose>
          <Button variant="quiet">Keep it</Button>
        </DialogClose>
        <Button type="submit" variant="danger" disabled={busy || typed.trim() !== monitor.name}>
          Delete the monitor
        </Button>
      </div>
    </form>
  );
}
