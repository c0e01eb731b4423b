"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import { LabelForm } from "#components/inbox/labels/label-form.tsx";
import { SignificanceMark } from "#components/inbox/labels/label-words.tsx";
import { inboxSettingsQuery, labelsQuery } from "#components/inbox/labels/queries.ts";
import { useRefusal } from "#components/shell/me.tsx";
import { SettingsList } from "#components/shell/settings-list.tsx";

/** The team's labels: what a change is called, how much it weighs, and whether somebody else must agree. */
export function LabelsSettings() {
  const client = useQueryClient();
  const remove = async (id: string) => {
    await api(`/v2/changes/labels/${id}`, { method: "DELETE" });
    await client.invalidateQueries({ queryKey: labelsQuery().queryKey });
  };
  return (
    <SettingsList
      called={{ one: "label", all: "The labels" }}
      read={useQuery(labelsQuery())}
      needs="createLabel"
      empty="No labels. With some, the export tells what sort of change each one was."
      row={({ id, name, kind, significance, secondSignOff }) => ({
        name,
        content: (
          <>
            <SignificanceMark significance={significance} />
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">{name}</span>
              <span className="block truncate text-muted text-xs">
                {[kind, secondSignOff && "needs a second sign-off"].filter(Boolean).join(" · ")}
              </span>
            </span>
          </>
        ),
        removal: {
          title: `Remove ${name}?`,
          consequence: "It is offered no more. Changes that have it keep it, also in the export.",
          act: () => remove(id),
        },
      })}
      form={(label, close) => <LabelForm label={label} close={close} />}
    />
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
