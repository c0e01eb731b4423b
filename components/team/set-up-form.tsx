"use client";

import { useState } from "react";
import { ApiError, api } from "#components/data/api.ts";
import { useSubmit } from "#components/hooks/use-submit.ts";
import { FormRefusal } from "#components/team/form-refusal.tsx";
import { proposedTeam } from "#components/team/proposed-team.ts";
import { Button } from "#components/ui/button.tsx";
import { Field, inputClass } from "#components/ui/field.tsx";

const WORDS = {
  email: { label: "Email", missing: "Enter the email you will sign in with." },
  password: { label: "Password", missing: "Choose a password." },
  teamName: { label: "Team name", missing: "Name your team." },
};

const CODE = { label: "Set-up code", missing: "Enter the code that Tidemark printed when it started." };

/** Makes the first account, which is the owner's, and the team. From another machine it takes the code of the start. */
export function SetUpForm({ asksForCode }: { asksForCode: boolean }) {
  const [entered, setEntered] = useState(false);
  const [email, setEmail] = useState("");
  /** What was typed as the team's name; until then one is proposed. */
  const [teamName, setTeamName] = useState<string | null>(null);
  const words: Record<string, { label: string; missing: string }> = asksForCode
    ? { code: CODE, ...WORDS }
    : WORDS;
  const { form, pending, fields, refusal } = useSubmit(words, async (owner) => {
    await api("/auth/set-up", { method: "POST", body: owner }).catch((error) => {
      // Somebody else was faster, so there is an account to sign in to now.
      if (!(error instanceof ApiError && error.status === 409)) throw error;
    });
    setEntered(true);
    window.location.assign("/changes");
  });
  return (
    <form {...form} method="post" noValidate className="grid gap-4">
      {asksForCode && (
        <Field
          label={CODE.label}
          hint={
            <>
              You come from another machine. Tidemark printed the code there when it started, and keeps it in
              the file <code className="font-mono">setup-code</code> of its data folder.
            </>
          }
          error={fields.code}
        >
          {(wiring) => (
            <input
              {...wiring}
              name="code"
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              placeholder="XXXX-XXXX"
              maxLength={64}
              // biome-ignore lint/a11y/noAutofocus: the page is this form, and its heading says so.
              autoFocus
              required
              className={`${inputClass} font-mono`}
            />
          )}
        </Field>
      )}
      <Field label={WORDS.email.label} error={fields.email}>
        {(wiring) => (
          <input
            {...wiring}
            name="email"
            type="email"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            // biome-ignore lint/a11y/noAutofocus: the page is this form, and its heading says so.
            autoFocus={!asksForCode}
            required
            className={inputClass}
          />
        )}
      </Field>
      <Field label={WORDS.password.label} hint="At least 8 characters." error={fields.password}>
        {(wiring) => (
          <input
            {...wiring}
            name="password"
            type="password"
            autoComplete="new-password"
            minLength={8}
            required
            className={inputClass}
          />
        )}
      </Field>
      <Field label={WORDS.teamName.label} hint="You can change it later." error={fields.teamName}>
        {(wiring) => (
          <input
            {...wiring}
            name="teamName"
            value={teamName ?? proposedTeam(email)}
            onChange={(event) => setTeamName(event.target.value)}
            // Whoever goes there wants another name: typing then takes the proposal's place. A press sets the caret last.
            onFocus={({ target }) => teamName === null && setTimeout(() => target.select())}
            autoComplete="organization"
            maxLength={100}
            required
            className={inputClass}
          />
        )}
      </Field>
      {refusal && <FormRefusal>{refusal}</FormRefusal>}
      <Button type="submit" variant="primary" size="large" disabled={pending || entered}>
        {pending || entered ? "Creating account…" : "Create account"}
      </Button>
    </form>
  );
}
