"use client";

import { api } from "#components/data/api.ts";
import { useSubmit } from "#components/hooks/use-submit.ts";
import { FormRefusal } from "#components/team/form-refusal.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { DialogFeet } from "#components/ui/dialog-feet.tsx";
import { Field, inputClass } from "#components/ui/field.tsx";

const WORDS = { name: { label: "Team name", missing: "Name the team." } };

/** Asks for a name and makes a team that the person owns. `done` leads to it. */
export function CreateTeam({
  open,
  onOpenChange,
  done,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  done: (teamId: string) => Promise<void>;
}) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title="New team"
        description="It has monitors, members, keys and credits of its own, and you own it."
        width="narrow"
      >
        <CreateTeamForm done={done} />
      </DialogContent>
    </Dialog>
  );
}

function CreateTeamForm({ done }: { done: (teamId: string) => Promise<void> }) {
  const { form, pending, fields, refusal } = useSubmit(WORDS, async (body) => {
    const { data } = await api<{ data: { id: string } }>("/v2/team", { method: "POST", body });
    await done(data.id);
  });
  return (
    <form {...form} method="post" noValidate className="grid gap-4">
      <Field label={WORDS.name.label} error={fields.name}>
        {(wiring) => (
          <input {...wiring} name="name" maxLength={100} autoComplete="off" className={inputClass} />
        )}
      </Field>
      {refusal && <FormRefusal>{refusal}</FormRefusal>}
      <DialogFeet verb={pending ? "Creating…" : "Create team"} disabled={pending} />
    </form>
  );
}
