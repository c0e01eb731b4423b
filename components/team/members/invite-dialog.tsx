"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { invitationsQuery } from "#components/data/queries.ts";
import { useSubmit } from "#components/hooks/use-submit.ts";
import { ActButton } from "#components/shell/act-button.tsx";
import { FormRefusal } from "#components/team/form-refusal.tsx";
import { type OneLink, TheLink } from "#components/team/members/link-dialog.tsx";
import { ROLE_WORDS } from "#components/team/members/role-words.ts";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { DialogFeet } from "#components/ui/dialog-feet.tsx";
import { Field, inputClass } from "#components/ui/field.tsx";

type Made = OneLink & { email: string };

/** Asks whom to invite and as what, and gives the link to hand over. */
export function InviteDialog() {
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const onOpenChange = (next: boolean) => {
    setOpen(next);
    setMade(null);
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogTrigger>
        <ActButton action="inviteMember" variant="primary">
          <Plus /> Invite people
        </ActButton>
      </DialogTrigger>
      {made ? (
        <DialogContent
          title={`${made.email} is invited`}
          description="The link works once, for seven days. Until then you can revoke it in the list of members."
        >
          <TheLink link={made.link} />
        </DialogContent>
      ) : (
        <DialogContent
          title="Invite somebody"
          description="They open a link, set a name and a password, and are in the team."
        >
          <InviteForm done={setMade} />
        </DialogContent>
      )}
    </Dialog>
  );
}

const WORDS = {
  email: { label: "Email", missing: "Enter the email of whom you invite." },
  role: { label: "Role", missing: "Choose a role." },
};

function InviteForm({ done }: { done: (made: Made) => void }) {
  const client = useQueryClient();
  const { form, pending, fields, refusal } = useSubmit(WORDS, async (body) => {
    const { data } = await api<{ data: OneLink }>("/v2/team/invitations", { method: "POST", body });
    done({ ...data, email: body.email.trim() });
    await client.invalidateQueries({ queryKey: invitationsQuery().queryKey });
  });
  return (
    <form {...form} method="post" noValidate className="grid gap-4">
      <Field label={WORDS.email.label} error={fields.email}>
        {(wiring) => (
          <input
            {...wiring}
            name="email"
            type="email"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            className={inputClass}
          />
        )}
      </Field>
      <Field label={WORDS.role.label} error={fields.role}>
        {(wiring) => (
          <select {...wiring} name="role" defaultValue="member" className={inputClass}>
            {ROLE_WORDS.filter(({ role }) => role !== "owner").map(({ role, may }) => (
              <option key={role} value={role}>
                {role}: {may}
              </option>
            ))}
          </select>
        )}
      </Field>
      {refusal && <FormRefusal>{refusal}</FormRefusal>}
      <DialogFeet verb={pending ? "Inviting…" : "Make the link"} disabled={pending} />
    </form>
  );
}
