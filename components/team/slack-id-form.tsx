"use client";

import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api } from "#components/data/api.ts";
import { meQuery } from "#components/data/queries.ts";
import { FormRefusal } from "#components/team/form-refusal.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field, inputClass } from "#components/ui/field.tsx";

/** Says who the person is in Slack; left empty, nobody. */
export function SlackIdForm() {
  const client = useQueryClient();
  const { data: me } = useSuspenseQuery(meQuery());
  const [said, setSaid] = useState<{ done?: string; refusal?: string }>({});
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = String(new FormData(event.currentTarget).get("slackMemberId") ?? "").trim() || null;
    try {
      await api("/v2/team/me", { method: "PATCH", body: { slackMemberId: given } });
      setSaid({
        done: given ? "Presses of yours in Slack count as you now." : "You press no buttons in Slack now.",
      });
      await client.invalidateQueries({ queryKey: meQuery().queryKey });
    } catch (error) {
      setSaid({ refusal: error instanceof Error ? error.message : "Something went wrong. Try again." });
    }
  };
  return (
    <form onSubmit={save} noValidate className="grid max-w-sm gap-3">
      <Field label="Slack member id" hint="In Slack: your profile, ⋯, Copy member ID." optional>
        {(wiring) => (
          <input
            {...wiring}
            name="slackMemberId"
            defaultValue={me.slackMemberId ?? ""}
            placeholder="U0123456789"
            autoComplete="off"
            spellCheck={false}
            className={inputClass}
          />
        )}
      </Field>
      {said.refusal && <FormRefusal>{said.refusal}</FormRefusal>}
      <div className="flex items-center gap-3">
        <Button type="submit">Save Slack id</Button>
        <p role="status" className="text-muted text-sm">
          {said.done}
        </p>
      </div>
    </form>
  );
}
