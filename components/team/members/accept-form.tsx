"use client";

import { useState } from "react";
import { api } from "#components/data/api.ts";
import { useSubmit } from "#components/hooks/use-submit.ts";
import { FormRefusal } from "#components/team/form-refusal.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field, inputClass } from "#components/ui/field.tsx";

const NAME = { label: "Your name", missing: "Enter the name your colleagues know you by." };
const PASSWORD = { label: "Password", missing: "Enter a password." };

/** Accepts an invitation by whoever is not signed in: with a new account, or with the password of theirs. */
export function AcceptForm({
  token,
  email,
  hasAccount,
}: {
  token: string;
  email: string;
  hasAccount: boolean;
}) {
  const [entered, setEntered] = useState(false);
  const words: Record<string, { label: string; missing: string }> = hasAccount
    ? { password: PASSWORD }
    : { name: NAME, password: PASSWORD };
  const { form, pending, fields, refusal } = useSubmit(words, async (given) => {
    await api("/auth/invitation", { method: "POST", body: { token, ...given } });
    setEntered(true);
    // The token leaves the history with this page.
    window.location.replace("/changes");
  });
  return (
    <form {...form} method="post" noValidate className="grid gap-4">
      <input hidden type="text" name="username" autoComplete="username" value={email} readOnly />
      {!hasAccount && (
        <Field label={NAME.label} error={fields.name}>
          {(wiring) => (
            <input
              {...wiring}
              name="name"
              autoComplete="name"
              maxLength={100}
              required
              className={inputClass}
            />
          )}
        </Field>
      )}
      <Field
        label={PASSWORD.label}
        hint={hasAccount ? "You have an account: enter its password." : "At least 8 characters."}
        error={fields.password}
      >
        {(wiring) => (
          <input
            {...wiring}
            name="password"
            type="password"
            autoComplete={hasAccount ? "current-password" : "new-password"}
            required
            className={inputClass}
          />
        )}
      </Field>
      {refusal && <FormRefusal>{refusal}</FormRefusal>}
      <Button type="submit" variant="primary" size="large" disabled={pending || entered}>
        {pending || entered ? "Joining…" : hasAccount ? "Sign in and join" : "Create account and join"}
      </Button>
    </form>
  );
}
