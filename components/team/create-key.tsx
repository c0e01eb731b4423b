"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { apiKeysQuery } from "#components/data/queries.ts";
import { useSubmit } from "#components/hooks/use-submit.ts";
import { FormRefusal } from "#components/team/form-refusal.tsx";
import { NewKey } from "#components/team/new-key.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Field, inputClass } from "#components/ui/field.tsx";

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
        <Button variant="primary">
          <Plus /> Create API key
        </Button>
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

const WORDS = { name: { label: "Name", missing: "Give the key a name." } };

function CreateKeyForm({ done }: { done: (name: string, key: string) => void }) {
  const client = useQueryClient();
  const { form, pending, fields, refusal } = useSubmit(WORDS, async ({ name }) => {
    const { data } = await api<{ data: { key: string } }>("/v2/team/api-keys", {
      method: "POST",
      body: { name },
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
      {refusal && <FormRefusal>{refusal}</FormRefusal>}
      <div className="flex justify-end gap-2">
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" disabled={pending}>
          {pending ? "Creating…" : "Create key"}
        </Button>
      </div>
    </form>
  );
}
