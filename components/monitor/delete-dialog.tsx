"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent } from "#components/ui/dialog.tsx";
import { Field, inputClass } from "#components/ui/field.tsx";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

/** Asks before monitors go for good. To go on, one types the name of the monitor, or how many there are of several. */
export function DeleteDialog({
  monitors,
  remove,
  close,
}: {
  /** The monitors to delete. When there are none, nothing is asked. */
  monitors: MonitorAnswer[];
  /** Deletes them. It may throw an Error with a sentence, which is shown. */
  remove: (monitors: MonitorAnswer[]) => Promise<unknown>;
  close: () => void;
}) {
  const [one] = monitors;
  const title = monitors.length > 1 ? `Delete ${monitors.length} monitors?` : `Delete ${one?.name}?`;
  return (
    <Dialog open={monitors.length > 0} onOpenChange={(open) => !open && close()}>
      {one && (
        <DialogContent
          title={title}
          description={`${monitors.length > 1 ? "Their" : "Its"} checks, tracked pages and history go too, also versions kept for good; a check that runs is cancelled. This cannot be undone; pausing can.`}
        >
          {monitors.length > 1 && <Names monitors={monitors} />}
          <Confirmation
            phrase={monitors.length > 1 ? `delete ${monitors.length}` : one.name}
            verb={monitors.length > 1 ? `Delete ${monitors.length} monitors` : "Delete monitor"}
            confirm={() => remove(monitors)}
          />
        </DialogContent>
      )}
    </Dialog>
  );
}

const MOST_NAMES = 8;

function Names({ monitors }: { monitors: MonitorAnswer[] }) {
  return (
    <ul className="mb-4 list-disc pl-5 text-sm marker:text-muted">
      {monitors.slice(0, MOST_NAMES).map((monitor) => (
        <li key={monitor.id}>{monitor.name}</li>
      ))}
      {monitors.length > MOST_NAMES && <li>and {monitors.length - MOST_NAMES} more</li>}
    </ul>
  );
}

function Confirmation({
  phrase,
  verb,
  confirm,
}: {
  phrase: string;
  verb: string;
  confirm: () => Promise<unknown>;
}) {
  const [typed, setTyped] = useState("");
  const { mutate, isPending, error } = useMutation({ mutationFn: confirm });
  const same = typed.trim() === phrase.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (same && !isPending) mutate();
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field label={`Type “${phrase}” to confirm`} error={error?.message}>
        {(wiring) => (
          <input
            {...wiring}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            spellCheck={false}
            className={inputClass}
          />
        )}
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        <DialogClose>
          <Button>Keep</Button>
        </DialogClose>
        <Button type="submit" variant="danger" disabled={!same || isPending}>
          {isPending ? "Deleting…" : verb}
        </Button>
      </div>
    </form>
  );
}
