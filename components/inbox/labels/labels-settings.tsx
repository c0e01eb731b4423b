"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { LabelForm } from "#components/inbox/labels/label-form.tsx";
import { SignificanceMark } from "#components/inbox/labels/label-words.tsx";
import { inboxSettingsQuery, labelsQuery } from "#components/inbox/labels/queries.ts";
import { useRefusal } from "#components/shell/me.tsx";
import { Button } from "#components/ui/button.tsx";
import { Confirm } from "#components/ui/confirm.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { ReadFailure } from "#components/ui/read-failure.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { LabelAnswer } from "#lib/inbox/labels/model.ts";

/** The team's labels: what a change is called, how much it weighs, and whether somebody else must agree. */
export function LabelsSettings() {
  const { data: labels, error, refetch } = useQuery(labelsQuery());
  const refusal = useRefusal("createLabel");
  const [editing, setEditing] = useState<LabelAnswer | "new" | null>(null);
  return (
    <div className="grid gap-3">
      {error && !labels && <ReadFailure what="The labels" error={error} retry={refetch} />}
      {!labels && !error && <Skeleton className="h-40" />}
      {labels && (
        <ul className="divide-y rounded-md border bg-surface text-sm">
          {labels.length === 0 && (
            <li className="px-3 py-3 text-muted">
              No labels. With some, the export tells what sort of change each one was.
            </li>
          )}
          {labels.map((label) => (
            <LabelRow key={label.id} label={label} refusal={refusal} edit={() => setEditing(label)} />
          ))}
        </ul>
      )}
      <div>
        <Button
          aria-disabled={refusal !== null || undefined}
          title={refusal ?? undefined}
          onClick={() => refusal === null && setEditing("new")}
        >
          <Plus /> Add a label
        </Button>
      </div>
      <Dialog open={editing !== null} onOpenChange={(open) => !open && setEditing(null)}>
        <DialogContent title={editing === "new" ? "Add a label" : "Change the label"} width="narrow">
          {editing && <LabelForm label={editing === "new" ? null : editing} close={() => setEditing(null)} />}
        </DialogContent>
      </Dialog>
    </div>
  );
}

function LabelRow({
  label,
  refusal,
  edit,
}: {
  label: LabelAnswer;
  refusal: string | null;
  edit: () => void;
}) {
  const client = useQueryClient();
  const remove = async () => {
    await api(`/v2/changes/labels/${label.id}`, { method: "DELETE" });
    await client.invalidateQueries({ queryKey: labelsQuery().queryKey });
  };
  return (
    <li className="flex min-h-11 items-center gap-3 px-3 py-1">
      <SignificanceMark significance={label.significance} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{label.name}</span>
        <span className="block truncate text-muted text-xs">
          {[label.kind, label.secondSignOff && "needs a second sign-off"].filter(Boolean).join(" · ")}
        </span>
      </span>
      {refusal === null && (
        <span className="flex shrink-0 gap-1">
          <Button size="small" variant="quiet" onClick={edit} aria-label={`Change ${label.name}`}>
            Change
          </Button>
          <Confirm
            trigger={
              <Button size="small" variant="quiet" aria-label={`Remove ${label.name}`}>
                Remove
              </Button>
            }
            title={`Remove ${label.name}?`}
            consequence="It is offered no more. Changes that have it keep it, also in the export."
            verb="Remove label"
            act={remove}
          />
        </span>
      )}
    </li>
  );
}

/** Whether the team asks why something is dismissed. */
export function ReasonSetting() {
  const client = useQueryClient();
  const { data: settings } = useQuery(inboxSettingsQuery());
  const refusal = useRefusal("updateInboxSettings");
  const { mutate, error, isPending } = useMutation({
    mutationFn: (askReason: boolean) => api("/v2/changes/settings", { method: "PATCH", body: { askReason } }),
    onSettled: () => client.invalidateQueries({ queryKey: inboxSettingsQuery().queryKey }),
  });
  return (
    <div className="grid gap-1.5">
      <label
        className="flex min-h-9 items-center gap-2.5 pointer-coarse:min-h-11"
        title={refusal ?? undefined}
      >
        <input
          type="checkbox"
          checked={settings?.askReason ?? false}
          disabled={refusal !== null || !settings || isPending}
          onChange={({ target }) => mutate(target.checked)}
          className="size-4 accent-accent"
        />
        Ask for a reason when a change is marked done or noise
      </label>
      {refusal && <p className="text-muted text-sm">{refusal}</p>}
      {error && (
        <p role="alert" className="text-error text-sm">
          {error.message}
        </p>
      )}
    </div>
  );
}
