"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { api } from "#components/data/api.ts";
import { monitorsQuery } from "#components/data/queries.ts";
import { peopleQuery } from "#components/inbox/comments/queries.ts";
import { rulesQuery } from "#components/inbox/rules/queries.ts";
import { FormRefusal } from "#components/team/form-refusal.tsx";
import { Choice } from "#components/ui/choice.tsx";
import { DialogFeet } from "#components/ui/dialog-feet.tsx";
import { Field, inputClass } from "#components/ui/field.tsx";
import type { RuleAnswer } from "#lib/inbox/hand-out/model.ts";

type About = "all" | "monitor" | "host";
const ABOUT: { value: About; label: string }[] = [
  { value: "all", label: "All changes" },
  { value: "monitor", label: "A monitor" },
  { value: "host", label: "A host" },
];
/** As many monitors as are offered; of more, a rule for their host does. */
const MONITORS = 100;

/** Says which changes go to whom. */
export function RuleForm({ rule, close }: { rule: RuleAnswer | null; close: () => void }) {
  const client = useQueryClient();
  const [about, setAbout] = useState<About>(rule?.monitor ? "monitor" : rule?.host ? "host" : "all");
  const [chosen, setChosen] = useState<readonly string[]>(rule?.people.map(({ id }) => id) ?? []);
  const { data: people } = useQuery(peopleQuery());
  const { data: monitors } = useQuery(monitorsQuery({ limit: MONITORS, offset: 0, sort: "name" }));
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: object) =>
      api(rule ? `/v2/changes/rules/${rule.id}` : "/v2/changes/rules", {
        method: rule ? "PATCH" : "POST",
        body,
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: rulesQuery().queryKey });
      close();
    },
  });
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    if (isPending) return;
    mutate({
      ...(about === "monitor" && { monitorId: String(given.get("monitor") ?? "") }),
      ...(about === "host" && { host: String(given.get("host") ?? "") }),
      people: chosen,
    });
  };
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      <Choice legend="Which changes" value={about} options={ABOUT} onChange={setAbout} />
      {about === "monitor" && (
        <Field label="Monitor">
          {(wiring) => (
            <select {...wiring} name="monitor" defaultValue={rule?.monitor?.id} className={inputClass}>
              {rule?.monitor && !monitors?.data.some(({ id }) => id === rule.monitor?.id) && (
                <option value={rule.monitor.id}>{rule.monitor.name}</option>
              )}
              {monitors?.data.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {about === "host" && (
        <Field label="Host" hint="Pages of this host and of those below it, as docs.example.com.">
          {(wiring) => (
            <input
              {...wiring}
              name="host"
              defaultValue={rule?.host ?? ""}
              placeholder="example.com"
              autoComplete="off"
              className={inputClass}
            />
          )}
        </Field>
      )}
      <fieldset className="grid gap-1.5">
        <legend className="mb-1.5 font-medium text-sm">Who gets them, in turn</legend>
        <div className="max-h-56 overflow-y-auto rounded-md border">
          {people?.map((person) => (
            <label
              key={person.id}
              className="flex min-h-9 items-center gap-2.5 px-2.5 text-sm hover:bg-sunken pointer-coarse:min-h-11"
            >
              <input
                type="checkbox"
                checked={chosen.includes(person.id)}
                onChange={() => toggle(person.id)}
                className="size-4 accent-accent"
              />
              <span className="min-w-0 flex-1 truncate">{person.name ?? person.email}</span>
              {chosen.includes(person.id) && chosen.length > 1 && (
                <span className="text-muted text-xs">{chosen.indexOf(person.id) + 1}.</span>
              )}
            </label>
          ))}
        </div>
      </fieldset>
      {error && <FormRefusal>{error.message}</FormRefusal>}
      <DialogFeet verb={rule ? "Save" : "Add rule"} disabled={isPending} />
    </form>
  );
}
