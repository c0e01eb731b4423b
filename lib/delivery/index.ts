export { cancelDeliveries, forgetEndpoint, type Happening, planDeliveries } from "#lib/delivery/plan.ts";
export { getDelivery, listDeliveries, sendAgain } from "#lib/delivery/read-deliveries.ts";
export { readSubscriptions } from "#lib/delivery/recipients.ts";
export { open, seal } from "#lib/delivery/seal.ts";
export { type WebhookStatus, webhookStatuses } from "#lib/delivery/statuses-of.ts";
export {
  readWebhookSecret,
  revealWebhookSecret,
  rotateWebhookSecret,
  signingSecrets,
} from "#lib/delivery/webhook-secret.ts";
