"use client";

import { Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useRefusal } from "#components/shell/me.tsx";
import { Confirm } from "#components/ui/confirm.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { ReadFailure } from "#components/ui/read-failure.tsx";
import { RefusableButton } from "#components/ui/refused-button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Action } from "#lib/policy.ts";

type Listed = {
  /** How the row's buttons call it: "Change Legal", "Remove Legal". */
  name: string;
  content: ReactNode;
  /** What is asked before it is removed, and what removes it. */
  removal: { title: string; consequence: string; act: () => Promise<void> };
};

/**
 * A list in the settings whose entries one adds, changes and removes, each in a dialog. Whoever may not sees the same
 * buttons, and why they do nothing.
 */
export function SettingsList<Entry extends { id: string }>({
  called,
  read: { data: entries, error, refetch },
  needs,
  empty,
  row,
  form,
}: {
  /** One of them, and all: "label", "The labels". */
  called: { one: string; all: string };
  read: { data: Entry[] | undefined; error: Error | null; refetch: () => unknown };
  /** What one must be allowed to do. */
  needs: Action;
  /** What it means that there are none. */
  empty: string;
  row: (entry: Entry) => Listed;
  /** The form of a new one (null) or of one that is there. */
  form: (entry: Entry | null, close: () => void) => ReactNode;
}) {
  const refusal = useRefusal(needs);
  const [editing, setEditing] = useState<Entry | "new" | null>(null);
  const close = () => setEditing(null);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {error && !entries && <ReadFailure what={called.all} error={error} retry={refetch} />}
      {!entries && !error && <Skeleton className="h-20" />}
      {entries && (
        <ul className="divide-y rounded-md border bg-surface text-sm">
          {entries.length === 0 && <li className="px-3 py-3 text-muted">{empty}</li>}
          {entries.map((entry) => (
            <Row
              key={entry.id}
              called={called.one}
              refusal={refusal}
              {...row(entry)}
              edit={() => setEditing(entry)}
            />
          ))}
        </ul>
      )}
      <div>
        <RefusableButton refusal={refusal} onClick={() => setEditing("new")}>
          <Plus /> Add a {called.one}
        </RefusableButton>
      </div>
      <Dialog open={editing !== null} onOpenChange={(open) => !open && close()}>
        <DialogContent
          title={editing === "new" ? `Add a ${called.one}` : `Change the ${called.one}`}
          width="narrow"
        >
          {editing && form(editing === "new" ? null : editing, close)}
        </DialogContent>
      </Dialog>
    </div>
  );
}

function Row({
  called,
  name,
  content,
  removal,
  refusal,
  edit,
}: Listed & { called: string; refusal: string | null; edit: () => void }) {
  const remove = (
    <RefusableButton refusal={refusal} size="small" variant="quiet" aria-label={`Remove ${name}`}>
      Remove
    </RefusableButton>
  );
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-3 px-3 py-1.5">
      {content}
      <span className="ml-auto flex shrink-0 gap-1">
        <RefusableButton
          refusal={refusal}
          size="small"
          variant="quiet"
          onClick={edit}
          aria-label={`Change ${name}`}
        >
          Change
        </RefusableButton>
        {refusal !== null ? remove : <Confirm trigger={remove} {...removal} verb={`Remove ${called}`} />}
      </span>
    </li>
  );
}
