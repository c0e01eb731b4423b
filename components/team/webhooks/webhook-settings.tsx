"use client";

import { SettingsSection } from "#components/team/settings-section.tsx";
import { Deliveries } from "#components/team/webhooks/deliveries.tsx";
import { SigningSecret } from "#components/team/webhooks/signing-secret.tsx";

/** What programs are told of the team's monitors. */
export function WebhookSettings() {
  return (
    <>
      <h1 className="sr-only">Webhooks</h1>
      <SettingsSection
        title="Signing secret"
        about="Every webhook of the team is signed by it, so that its receiver knows that Tidemark sent it."
      >
        <SigningSecret />
      </SettingsSection>
      <SettingsSection
        title="Deliveries"
        about="What was told to whom. What is not answered in time is tried again after 1, 5 and 15 minutes."
      >
        <Deliveries />
      </SettingsSection>
    </>
  );
}
