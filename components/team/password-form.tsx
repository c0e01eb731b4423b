"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { sessionsQuery } from "#components/data/queries.ts";
import { useSubmit } from "#components/hooks/use-submit.ts";
import { FormRefusal } from "#components/team/form-refusal.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field, inputClass } from "#components/ui/field.tsx";

const WORDS = {
  currentPassword: { label: "Current password", missing: "Enter the password you have now." },
  newPassword: { label: "New password", missing: "Choose a new password." },
};

/** Changes the password; every other session of the person ends with the old one. */
export function PasswordForm({ email }: { email: string }) {
  const client = useQueryClient();
  const [changed, setChanged] = useState(false);
  const { form, pending, fields, refusal } = useSubmit(WORDS, async (body, element) => {
    setChanged(false);
    await api("/v2/team/password", { method: "POST", body });
    element.reset();
    setChanged(true);
    await client.invalidateQueries({ queryKey: sessionsQuery().queryKey });
  });
  return (
    <form {...form} method="post" noValidate className="grid max-w-sm gap-3">
      {/* Tells password managers whose password changes. */}
      <input hidden type="text" name="username" autoComplete="username" value={email} readOnly />
      <Field label={WORDS.currentPassword.label} error={fields.currentPassword}>
        {(wiring) => (
          <input
            {...wiring}
            name="currentPassword"
            type="password"
            autoComplete="current-password"
            className={inputClass}
          />
        )}
      </Field>
      <Field label={WORDS.newPassword.label} hint="At least 8 characters." error={fields.newPassword}>
        {(wiring) => (
          <input
            {...wiring}
            name="newPassword"
            type="password"
            autoComplete="new-password"
            className={inputClass}
          />
        )}
      </Field>
      {refusal && <FormRefusal>{refusal}</FormRefusal>}
      <div className="flex items-center gap-3">
        <Button type="submit" disabled={pending}>
          {pending ? "Changing…" : "Change password"}
        </Button>
        <p role="status" className="text-muted text-sm">
          {changed && "Your password is changed. Your other sessions have ended."}
        </p>
      </div>
    </form>
  );
}
