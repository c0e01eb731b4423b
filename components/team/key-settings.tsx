"use client";

import { ApiKeys } from "#components/team/api-keys.tsx";
import { SettingsSection } from "#components/team/settings-section.tsx";

/** The keys of the team's programs. */
export function KeySettings({ origin }: { origin: string }) {
  return (
    <SettingsSection
      isPage
      title="API keys"
      about="A program that has one does what the key's role may. Give each program its own, so that you can revoke one alone."
    >
      <ApiKeys origin={origin} />
    </SettingsSection>
  );
}
