"use client";

import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api } from "#components/data/api.ts";
import { meQuery } from "#components/data/queries.ts";
import { FormRefusal } from "#components/team/form-refusal.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field, inputClass } from "#components/ui/field.tsx";

/** Sets how the person is called; left empty, their email names them. */
export function NameForm() {
  const client = useQueryClient();
  const { data: me } = useSuspenseQuery(meQuery());
  const [said, setSaid] = useState<{ done?: string; refusal?: string }>({});
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name") ?? "").trim() || null;
    try {
      await api("/v2/team/me", { method: "PATCH", body: { name } });
      setSaid({ done: name ? `You are called ${name} now.` : "Your email names you now." });
      await client.invalidateQueries({ queryKey: meQuery().queryKey });
    } catch (error) {
      setSaid({ refusal: error instanceof Error ? error.message : "Something went wrong. Try again." });
    }
  };
  return (
    <form onSubmit={save} noValidate className="grid max-w-sm gap-3">
      <Field label="Name" hint="What your colleagues see beside what you did." optional>
        {(wiring) => (
          <input
            {...wiring}
            name="name"
            defaultValue={me.name ?? ""}
            maxLength={100}
            autoComplete="name"
            className={inputClass}
          />
        )}
      </Field>
      {said.refusal && <FormRefusal>{said.refusal}</FormRefusal>}
      <div className="flex items-center gap-3">
        <Button type="submit">Save name</Button>
        <p role="status" className="text-muted text-sm">
          {said.done}
        </p>
      </div>
    </form>
  );
}
