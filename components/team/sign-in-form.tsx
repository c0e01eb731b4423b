"use client";

import { useRef, useState } from "react";
import { minutesAndSeconds, useCountdown } from "#components/hooks/use-countdown.ts";
import { useSubmit } from "#components/hooks/use-submit.ts";
import { FormRefusal } from "#components/team/form-refusal.tsx";
import { MustWait, signIn } from "#components/team/sign-in.ts";
import { Button } from "#components/ui/button.tsx";
import { Field, inputClass } from "#components/ui/field.tsx";

const WORDS = {
  email: { label: "Email", missing: "Enter your email." },
  password: { label: "Password", missing: "Enter your password." },
};

/** Asks for email and password, then goes on to `destination`. After too many attempts it counts down the wait. */
export function SignInForm({
  destination,
  knownEmail,
}: {
  destination: string;
  /** Whose password is asked for, where that is known. */
  knownEmail?: string;
}) {
  const [waitUntil, setWaitUntil] = useState<number | null>(null);
  const [entered, setEntered] = useState(false);
  const password = useRef<HTMLInputElement>(null);
  const left = useCountdown(waitUntil);
  const { form, pending, fields, refusal, dismiss } = useSubmit(WORDS, async (credentials) => {
    try {
      setWaitUntil(null);
      await signIn(credentials);
      setEntered(true);
      // This loads a whole new page, so nothing that was read before signing in stays in memory.
      window.location.assign(destination);
    } catch (error) {
      if (error instanceof MustWait) setWaitUntil(Date.now() + error.waitSeconds * 1000);
      password.current?.select();
      throw error;
    }
  });
  // Another email address may have attempts left.
  const reconsider = () => {
    setWaitUntil(null);
    if (waitUntil !== null) dismiss();
  };
  return (
    <form {...form} method="post" noValidate className="grid gap-4">
      <Field label={WORDS.email.label} error={fields.email}>
        {(wiring) => (
          <input
            {...wiring}
            name="email"
            type="email"
            defaultValue={knownEmail}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            // biome-ignore lint/a11y/noAutofocus: the page is this form, and its heading says so.
            autoFocus={knownEmail === undefined}
            required
            onChange={reconsider}
            className={inputClass}
          />
        )}
      </Field>
      <Field label={WORDS.password.label} error={fields.password}>
        {(wiring) => (
          <input
            {...wiring}
            ref={password}
            name="password"
            type="password"
            autoComplete="current-password"
            // biome-ignore lint/a11y/noAutofocus: it is all that is asked for then.
            autoFocus={knownEmail !== undefined}
            required
            className={inputClass}
          />
        )}
      </Field>
      {refusal && (
        <FormRefusal>
          {refusal}
          {waitUntil !== null && left > 0 && (
            <>
              {" "}
              Try again in{" "}
              <span role="timer" className="font-medium">
                {minutesAndSeconds(left)}
              </span>
              .
            </>
          )}
          {waitUntil !== null && left === 0 && " You can try again now."}
        </FormRefusal>
      )}
      <Button type="submit" variant="primary" size="large" disabled={pending || entered || left > 0}>
        {pending || entered ? "Signing in…" : "Sign in"}
      </Button>
    </form>
  );
}
