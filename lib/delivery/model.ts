import { z } from "zod";
import { inWords } from "#lib/in-words.ts";
import { DELIVERY_CHANNELS, DELIVERY_EVENTS, DELIVERY_STATUSES } from "#lib/statuses.ts";
import { Headers } from "#lib/target/model.ts";

/** Where reports go (contract: webhook and notification of create and update bodies). */

export const WEBHOOK_EVENTS = DELIVERY_EVENTS;

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
  .refine(({ enabled, channelId }) => !enabled || channelId, {
    message: "is needed while Slack is enabled: the id of the channel, such as C0123456789",
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
const Touched = z.object({ webhook: StoredWebhook, notification: NotificationInput }).partial();

/**
 * Where reports go after a PATCH: null removes, fields not named keep their value. A channel that a PATCH does not touch is
 * not judged either, since an older version may have taken what this one would refuse.
 * @throws ZodError when the whole of what it touches is not valid, e.g. a webhook without url
 */
export function mergeReports(stored: Reports, change: ReportChanges): Reports {
  return {
    webhook: mergeWebhook(stored.webhook, change.webhook),
    notification: mergeNotification(stored.notification, change.notification),
  };
}

function mergeWebhook(stored: Webhook | null, change: ReportChanges["webhook"]): Webhook | null {
  if (!change) return change === undefined ? stored : null;
  return Touched.parse({ webhook: { ...stored, ...change } }, inWords).webhook ?? null;
}

function mergeNotification(
  stored: Notification | null,
  change: ReportChanges["notification"],
): Notification | null {
  if (!change) return change === undefined ? stored : null;
  const { email, slack } = change;
  if (!email && !slack) return stored;
  const notification = {
    ...(email && { email: { ...stored?.email, ...email } }),
    ...(slack && { slack: { ...stored?.slack, ...slack } }),
  };
  return { ...stored, ...Touched.parse({ notification }, inWords).notification };
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

export const DeliveryFilter = z.object({
  monitor: z.guid("must be a UUID").optional(),
  check: z.guid("must be a UUID").optional(),
  status: z.enum(DELIVERY_STATUSES).optional(),
});
export type DeliveryFilter = z.infer<typeof DeliveryFilter>;

/** Something that was told, is to be, or was not, with the reason. */
export const DeliveryAnswer = z
  .object({
    id: z.uuid().describe("Also the webhookId."),
    monitor: z.object({ id: z.uuid(), name: z.string() }),
    checkId: z.uuid(),
    channel: z.enum(DELIVERY_CHANNELS),
    to: z.string().nullable().describe("The host it is sent to."),
    event: z.enum(DELIVERY_EVENTS),
    status: z.enum(DELIVERY_STATUSES),
    reason: z.string().nullable().describe("Why it was not delivered, or not yet."),
    attempts: z.int(),
    statusCode: z.int().nullable(),
    nextAttemptAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "Delivery" });
export type DeliveryAnswer = z.infer<typeof DeliveryAnswer>;

export const DeliveryDetail = DeliveryAnswer.extend({
  tries: z.array(
    z.object({
      number: z.int(),
      startedAt: z.iso.datetime(),
      durationMs: z.int(),
      statusCode: z.int().nullable(),
      error: z.string().nullable(),
      answer: z.string().nullable().describe("The first 2 KB of what came back."),
    }),
  ),
}).meta({ id: "DeliveryDetail" });
export type DeliveryDetail = z.infer<typeof DeliveryDetail>;
