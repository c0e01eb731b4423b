"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { apiKeysQuery } from "#components/data/queries.ts";
import { useSubmit } from "#components/hooks/use-submit.ts";
import { ActButton } from "#components/shell/act-button.tsx";
import { useMe } from "#components/shell/me.tsx";
import { FormRefusal } from "#components/team/form-refusal.tsx";
import { ROLE_WORDS } from "#components/team/members/role-words.ts";
import { NewKey } from "#components/team/new-key.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { DialogFeet } from "#components/ui/dialog-feet.tsx";
import { Field, inputClass } from "#components/ui/field.tsx";
import { lesserRole, roleIsAtLeast } from "#lib/policy.ts";

type Created = { name: string; key: string; copied: boolean };

/** Asks for a name, makes the key, and shows it this one time. */
export function CreateKey({ origin }: { origin: string }) {
  const [open, setOpen] = useState(false);
  const [created, setCreated] = useState<Created | null>(null);
  const [warned, setWarned] = useState(false);
  const onOpenChange = (next: boolean) => {
    // A stray click must not lose what cannot be shown again.
    if (!next && created && !created.copied && !warned) return setWarned(true);
    setOpen(next);
    setCreated(null);
    setWarned(false);
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogTrigger>
        <ActButton action="createApiKey" variant="primary">
          <Plus /> Create API key
        </ActButton>
      </DialogTrigger>
      {created ? (
        <DialogContent
          title={`${created.name} has its key`}
          description="Copy it now: it is shown this once and kept nowhere in readable form."
          width="wide"
        >
          <NewKey
            apiKey={created.key}
            origin={origin}
            warned={warned}
            onCopied={() => setCreated({ ...created, copied: true })}
          />
        </DialogContent>
      ) : (
        <DialogContent
          title="Create an API key"
          description="Name it after the program that will use it, so that you know it when you see it again."
        >
          <CreateKeyForm done={(name, key) => setCreated({ name, key, copied: false })} />
        </DialogContent>
      )}
    </Dialog>
  );
}

const WORDS = {
  name: { label: "Name", missing: "Give the key a name." },
  role: { label: "Role", missing: "Choose a role." },
};

function CreateKeyForm({ done }: { done: (name: string, key: string) => void }) {
  const client = useQueryClient();
  const { role: mine } = useMe();
  const { form, pending, fields, refusal } = useSubmit(WORDS, async ({ name, role }, element) => {
    const readOnly = new FormData(element).has("readOnly");
    const { data } = await api<{ data: { key: string } }>("/v2/team/api-keys", {
      method: "POST",
      body: { name, role, readOnly },
    });
    done(name.trim(), data.key);
    await client.invalidateQueries({ queryKey: apiKeysQuery().queryKey });
  });
  return (
    <form {...form} method="post" noValidate className="grid gap-4">
      <Field label={WORDS.name.label} error={fields.name}>
        {(wiring) => (
          <input
            {...wiring}
            name="name"
            maxLength={100}
            autoComplete="off"
            placeholder="Nightly report"
            className={inputClass}
          />
        )}
      </Field>
      <Field label={WORDS.role.label} hint="Never more than your own." error={fields.role}>
        {(wiring) => (
          <select {...wiring} name="role" defaultValue={lesserRole("member", mine)} className={inputClass}>
            {ROLE_WORDS.filter(({ role }) => roleIsAtLeast(mine, role)).map(({ role, may }) => (
              <option key={role} value={role}>
                {role}: {may}
              </option>
            ))}
          </select>
        )}
      </Field>
      <label className="flex items-center gap-2 text-sm pointer-coarse:min-h-11">
        <input type="checkbox" name="readOnly" className="size-4 accent-accent" />
        It may only read
      </label>
      {refusal && <FormRefusal>{refusal}</FormRefusal>}
      <DialogFeet verb={pending ? "Creating…" : "Create key"} disabled={pending} />
    </form>
  );
}
