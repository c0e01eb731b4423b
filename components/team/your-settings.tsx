"use client";

import { NameForm } from "#components/team/name-form.tsx";
import { PasswordForm } from "#components/team/password-form.tsx";
import { Sessions } from "#components/team/sessions.tsx";
import { SettingsSection } from "#components/team/settings-section.tsx";
import { SlackIdForm } from "#components/team/slack-id-form.tsx";

/** How somebody signs in: by a password, and by providers, as people call these. */
type Ways = { hasPassword: boolean; providers: string[] };

/** What a person sets for themselves, in whichever team they are. */
export function YourSettings({ email, ways }: { email: string; ways: Ways }) {
  return (
    <>
      <SettingsSection title="Name" about={signsInAs(email, ways)}>
        <NameForm />
      </SettingsSection>
      <SettingsSection
        anchor="slack"
        title="Slack"
        about="With it, the buttons Done and Noise of messages in Slack act in the inbox as you."
      >
        <SlackIdForm />
      </SettingsSection>
      <SettingsSection anchor="password" title="Password" about="Another one ends your other sessions.">
        {ways.hasPassword ? (
          <PasswordForm email={email} />
        ) : (
          <p className="max-w-prose text-muted">
            Your account has no password: you came by a provider, and it says who you are.
          </p>
        )}
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

function signsInAs(email: string, { hasPassword, providers }: Ways): string {
  if (providers.length === 0) return `You sign in as ${email}.`;
  return `You sign in as ${email}, ${hasPassword ? "also " : ""}with ${providers.join(" and ")}.`;
}
