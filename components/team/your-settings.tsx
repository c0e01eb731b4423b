"use client";

import { NameForm } from "#components/team/name-form.tsx";
import { PasswordForm } from "#components/team/password-form.tsx";
import { Sessions } from "#components/team/sessions.tsx";
import { SettingsSection } from "#components/team/settings-section.tsx";

/** What a person sets for themselves, in whichever team they are. */
export function YourSettings({ email }: { email: string }) {
  return (
    <>
      <SettingsSection title="Name" about={`You sign in as ${email}.`}>
        <NameForm />
      </SettingsSection>
      <SettingsSection anchor="password" title="Password" about="Another one ends your other sessions.">
        <PasswordForm email={email} />
      </SettingsSection>
      <SettingsSection
        anchor="sessions"
        title="Sessions"
        about="Where you are signed in. A session lasts 30 days. End those you do not recognise, and change your password."
      >
        <Sessions />
      </SettingsSection>
    </>
  );
}
