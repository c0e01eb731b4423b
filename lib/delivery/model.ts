import { z } from "zod";
import { inWords } from "#lib/in-words.ts";
import { Headers } from "#lib/target/model.ts";

/** Where reports go (contract: webhook and notification of create and update bodies). */

export const WEBHOOK_EVENTS = ["monitor.page", "monitor.check.completed"] as const;

const webhook = {
  url: z.url({ protocol: /^https?$/, error: "must be an http(s) URL" }).max(8192),
  headers: Headers,
  metadata: z.record(z.string(), z.unknown()),
  events: z.array(z.enum(WEBHOOK_EVENTS)).max(10),
};
const WebhookObject = z.strictObject({
  ...webhook,
  headers: webhook.headers.default({}),
  metadata: webhook.metadata.default({}),
  events: webhook.events.default([...WEBHOOK_EVENTS]),
});
export type Webhook = z.infer<typeof WebhookObject>;

/** A bare string stands for `{url}`. */
const bareUrl = (value: unknown) => (typeof value === "string" ? { url: value } : value);

export const WebhookInput = z.preprocess(bareUrl, WebhookObject.nullable());

const email = {
  enabled: z.boolean(),
  recipients: z
    .array(z.email("must be an email address").max(320))
    .max(25, "must have at most 25 recipients"),
  includeDiffs: z.boolean(),
};
const EmailInput = z.strictObject({
  enabled: email.enabled.default(false),
  recipients: email.recipients.default([]),
  includeDiffs: email.includeDiffs.default(false),
});

const slack = {
  enabled: z.boolean(),
  channelId: z.string().min(1).max(256).optional(),
  channelName: z.string().min(1).max(256).optional(),
};
const SlackInput = z
  .strictObject({ ...slack, enabled: slack.enabled.default(false) })
  .refine(({ enabled, channelId, channelName }) => !enabled || channelId || channelName, {
    message: "needs channelId or channelName when enabled",
    path: ["channelId"],
  });

const NotificationObject = z.strictObject({ email: EmailInput.optional(), slack: SlackInput.optional() });
export type Notification = z.infer<typeof NotificationObject>;

export const NotificationInput = NotificationObject.nullable();

// A PATCH: what it does not name keeps its stored value, so these have no defaults.
export const WebhookChange = z.preprocess(bareUrl, z.strictObject(webhook).partial().nullable());
export const NotificationChange = z
  .strictObject({ email: z.strictObject(email).partial(), slack: z.strictObject(slack).partial() })
  .partial()
  .nullable();

type Reports = { webhook: Webhook | null; notification: Notification | null };
type ReportChanges = {
  webhook?: z.infer<typeof WebhookChange> | undefined;
  notification?: z.infer<typeof NotificationChange> | undefined;
};

/** One that was stored before a rule of today is no reason to refuse a change of something else. */
const StoredWebhook = WebhookObject.extend({ headers: z.record(z.string(), z.string()).default({}) });
const Merged = z.object({ webhook: StoredWebhook.nullable(), notification: NotificationInput });

/**
 * Where reports go after a PATCH: null removes, fields not named keep their value.
 * @throws ZodError when the whole is not valid, e.g. a webhook without url
 */
export function mergeReports(stored: Reports, change: ReportChanges): Reports {
  return Merged.parse(
    {
      webhook: mergeWebhook(stored.webhook, change.webhook),
      notification: mergeNotification(stored.notification, change.notification),
    },
    inWords,
  );
}

function mergeWebhook(stored: Webhook | null, change: ReportChanges["webhook"]) {
  return change === undefined ? stored : change && { ...stored, ...change };
}

function mergeNotification(stored: Notification | null, change: ReportChanges["notification"]) {
  if (change === undefined || (change && Object.keys(change).length === 0)) return stored;
  if (change === null) return null;
  return {
    ...stored,
    ...(change.email && { email: { ...stored?.email, ...change.email } }),
    ...(change.slack && { slack: { ...stored?.slack, ...change.slack } }),
  };
}

export const WebhookAnswer = z
  .object({
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    metadata: z.record(z.string(), z.unknown()),
    events: z.array(z.enum(WEBHOOK_EVENTS)),
  })
  .meta({ id: "MonitorWebhook" });

export const NotificationAnswer = z
  .object({
    email: z
      .object({ enabled: z.boolean(), recipients: z.array(z.string()), includeDiffs: z.boolean() })
      .optional(),
    slack: z
      .object({ enabled: z.boolean(), channelId: z.string().optional(), channelName: z.string().optional() })
      .optional(),
  })
  .meta({ id: "MonitorNotification" });

export const RecipientSubscription = z
  .object({
    email: z.string(),
    status: z.enum(["pending", "confirmed", "unsubscribed"]),
    source: z.enum(["team", "opt_in", "legacy"]),
    confirmationEmailSent: z.boolean(),
  })
  .meta({ id: "MonitorEmailRecipientSubscription" });
export type RecipientSubscription = z.infer<typeof RecipientSubscription>;
