"use client";

import { useState } from "react";
import { api } from "#components/data/api.ts";
import { useSubmit } from "#components/hooks/use-submit.ts";
import { FormRefusal } from "#components/team/form-refusal.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field, inputClass } from "#components/ui/field.tsx";

const WORDS = { password: { label: "New password", missing: "Choose a new password." } };

/** Sets a new password by a link, and leads to where one signs in with it. */
export function ResetForm({ token, email }: { token: string; email: string }) {
  const [done, setDone] = useState(false);
  const { form, pending, fields, refusal } = useSubmit(WORDS, async ({ password }) => {
    await api("/auth/reset", { method: "POST", body: { token, password } });
    setDone(true);
    // The token leaves the history with this page.
    window.location.replace("/sign-in");
  });
  return (
    <form {...form} method="post" noValidate className="grid gap-4">
      <input hidden type="text" name="username" autoComplete="username" value={email} readOnly />
      <Field label={WORDS.password.label} hint="At least 8 characters." error={fields.password}>
        {(wiring) => (
          <input
            {...wiring}
            name="password"
            type="password"
            autoComplete="new-password"
            required
            className={inputClass}
          />
        )}
      </Field>
      {refusal && <FormRefusal>{refusal}</FormRefusal>}
      <Button type="submit" variant="primary" size="large" disabled={pending || done}>
        {pending || done ? "Setting…" : "Set password"}
      </Button>
    </form>
  );
}
