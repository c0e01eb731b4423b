"use client";

import { ApiKeys } from "#components/team/api-keys.tsx";
import { PasswordForm } from "#components/team/password-form.tsx";
import { Sessions } from "#components/team/sessions.tsx";
import { SettingsSection } from "#components/team/settings-section.tsx";
import { TeamNameForm } from "#components/team/team-name-form.tsx";

/** How somebody signs in: by a password, and by providers, as people call these. */
type Ways = { hasPassword: boolean; providers: string[] };

/** The page of what a person sets for their team and for themselves. */
export function Settings({ email, origin, ways }: { email: string; origin: string; ways: Ways }) {
  return (
    <div className="max-w-[1100px]">
      <h1 className="mb-5 font-semibold text-xl">Settings</h1>
      <SettingsSection
        anchor="api-keys"
        title="API keys"
        about="A program that has one can do all you can do with monitors. Give each program its own, so that you can revoke one alone."
      >
        <ApiKeys origin={origin} />
      </SettingsSection>
      <SettingsSection title="Team" about="Its monitors, keys and credits belong to everybody in it.">
        <TeamNameForm />
      </SettingsSection>
      <SettingsSection anchor="password" title="Password" about={signsInAs(email, ways)}>
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
    </div>
  );
}

function signsInAs(email: string, { hasPassword, providers }: Ways): string {
  if (providers.length === 0) return `You sign in as ${email}.`;
  return `You sign in as ${email}, ${hasPassword ? "also " : ""}with ${providers.join(" and ")}.`;
}
