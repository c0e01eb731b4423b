import type { Metadata } from "next";
import { InboxSettingsView } from "#components/inbox/settings/inbox-settings.tsx";

export const metadata: Metadata = { title: "Inbox settings" };

export default function InboxSettingsPage() {
  return <InboxSettingsView />;
}
