import type { Metadata } from "next";
import { requireMember } from "#app/_server/page-caller.ts";
import { WebhookSettings } from "#components/team/webhooks/webhook-settings.tsx";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage() {
  await requireMember();
  return <WebhookSettings />;
}
