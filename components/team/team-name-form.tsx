"use client";

import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { teamQuery } from "#components/data/queries.ts";
import { useSubmit } from "#components/hooks/use-submit.ts";
import { ActButton } from "#components/shell/act-button.tsx";
import { FormRefusal } from "#components/team/form-refusal.tsx";
import { Field, inputClass } from "#components/ui/field.tsx";

const WORDS = { name: { label: "Team name", missing: "Name your team." } };

/** Renames the team, here and in the page's frame. */
export function TeamNameForm() {
  const client = useQueryClient();
  const { data: team } = useSuspenseQuery(teamQuery());
  const [renamed, setRenamed] = useState<string | null>(null);
  const { form, pending, fields, refusal } = useSubmit(WORDS, async (body) => {
    setRenamed(null);
    const { data } = await api<{ data: typeof team }>("/v2/team", { method: "PATCH", body });
    client.setQueryData(teamQuery().queryKey, data);
    setRenamed(data.name);
  });
  return (
    <form {...form} method="post" noValidate className="grid max-w-sm gap-3">
      <Field label={WORDS.name.label} error={fields.name}>
        {(wiring) => (
          <input
            {...wiring}
            name="name"
            defaultValue={team.name}
            maxLength={100}
            autoComplete="off"
            className={inputClass}
          />
        )}
      </Field>
      {refusal && <FormRefusal>{refusal}</FormRefusal>}
      <div className="flex items-center gap-3">
        <ActButton action="updateTeam" type="submit" disabled={pending}>
          {pending ? "Renaming…" : "Rename team"}
        </ActButton>
        <p role="status" className="text-muted text-sm">
          {renamed && `Your team is now called ${renamed}.`}
        </p>
      </div>
    </form>
  );
}
