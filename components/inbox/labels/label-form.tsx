"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { ApiError, api } from "#components/data/api.ts";
import { labelsQuery } from "#components/inbox/labels/queries.ts";
import { FormRefusal } from "#components/team/form-refusal.tsx";
import { Choice } from "#components/ui/choice.tsx";
import { DialogFeet } from "#components/ui/dialog-feet.tsx";
import { Field, inputClass } from "#components/ui/field.tsx";
import type { LabelAnswer, Significance } from "#lib/inbox/labels/model.ts";

const WEIGHTS: { value: Significance; label: string }[] = [
  { value: "high", label: "High" },
  { value: "medium", label: "Medium" },
  { value: "low", label: "Low" },
];

/** Names a label, or changes one. */
export function LabelForm({ label, close }: { label: LabelAnswer | null; close: () => void }) {
  const client = useQueryClient();
  const [significance, setSignificance] = useState<Significance>(label?.significance ?? "medium");
  const [missing, setMissing] = useState(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: object) =>
      api(label ? `/v2/changes/labels/${label.id}` : "/v2/changes/labels", {
        method: label ? "PATCH" : "POST",
        body,
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: labelsQuery().queryKey });
      close();
    },
  });
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const name = String(given.get("name") ?? "").trim();
    setMissing(name === "");
    if (name === "" || isPending) return;
    const kind = String(given.get("kind") ?? "").trim();
    mutate({ name, kind, significance, secondSignOff: given.has("secondSignOff") });
  };
  const nameRefusal = error instanceof ApiError && error.status === 409 ? error.message : undefined;
  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      <Field label="Name" error={missing ? "Name the label." : nameRefusal}>
        {(wiring) => (
          <input
            {...wiring}
            name="name"
            defaultValue={label?.name}
            maxLength={40}
            autoComplete="off"
            className={inputClass}
          />
        )}
      </Field>
      <Field label="Kind" optional hint="What sort of change it is, such as Commercial or Legal.">
        {(wiring) => (
          <input
            {...wiring}
            name="kind"
            defaultValue={label?.kind}
            maxLength={40}
            autoComplete="off"
            className={inputClass}
          />
        )}
      </Field>
      <div className="grid gap-1.5">
        <span className="font-medium text-sm">Significance</span>
        <Choice legend="Significance" value={significance} options={WEIGHTS} onChange={setSignificance} />
      </div>
      <label className="flex items-start gap-2.5 text-sm">
        <input
          type="checkbox"
          name="secondSignOff"
          defaultChecked={label?.secondSignOff}
          className="mt-0.5 size-4 accent-accent"
        />
        <span>
          Second sign-off
          <span className="block text-muted">Another person than who gave the label must agree to it.</span>
        </span>
      </label>
      {error && !nameRefusal && <FormRefusal>{error.message}</FormRefusal>}
      <DialogFeet verb={label ? "Save" : "Add label"} disabled={isPending} />
    </form>
  );
}
