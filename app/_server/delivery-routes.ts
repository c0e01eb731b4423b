import { z } from "zod";
import { limitOf, type Route, success, uuid } from "#app/_server/route-parts.ts";
import { DeliveryAnswer, DeliveryDetail, DeliveryFilter } from "#lib/delivery/model.ts";

const OfDelivery = z.object({ deliveryId: uuid });
const missing = { 404: "Delivery not found" };
const Secret = z.object({ ...success, data: z.object({ secret: z.string() }) });

/** What was sent to webhooks, what came back, and by what it is signed. */
export const deliveryRoutes = {
  listDeliveries: {
    method: "get",
    path: "/v2/deliveries",
    summary: "List what the team's webhooks were told, newest first",
    query: DeliveryFilter.extend({
      limit: limitOf(50),
      cursor: uuid.optional().describe("The id of the delivery to go on after; `next` has it."),
    }),
    answer: z.object({ ...success, next: z.url().optional(), data: z.array(DeliveryAnswer) }),
    refusals: {},
  },
  getDelivery: {
    method: "get",
    path: "/v2/deliveries/{deliveryId}",
    summary: "Get a delivery with each of its tries and what came back",
    params: OfDelivery,
    answer: z.object({ ...success, data: DeliveryDetail }),
    refusals: missing,
  },
  sendAgain: {
    method: "post",
    path: "/v2/deliveries/{deliveryId}/send-again",
    summary: "Send a delivery again that is over, under the same webhookId",
    params: OfDelivery,
    answer: z.object({ ...success, data: DeliveryDetail }),
    refusals: { ...missing, 409: "It waits for its next try, or was cancelled." },
  },
  readWebhookSecret: {
    method: "get",
    path: "/v2/team/webhook-secret",
    summary: "Get what is known of the secret that signs the team's webhooks, without the secret",
    answer: z.object({
      ...success,
      data: z.object({
        createdAt: z.iso.datetime(),
        shown: z.boolean().describe("Whether somebody has seen it; it is shown once."),
        usable: z.boolean().describe("False when AUTH_SECRET was changed since: rotate it."),
        previousUntil: z.iso.datetime().nullable().describe("Until when the one before is good, too."),
      }),
    }),
    refusals: {},
  },
  revealWebhookSecret: {
    method: "post",
    path: "/v2/team/webhook-secret/reveal",
    summary: "Show the secret that signs the team's webhooks, once",
    answer: Secret,
    refusals: { 409: "It was shown already." },
  },
  rotateWebhookSecret: {
    method: "post",
    path: "/v2/team/webhook-secret/rotate",
    summary: "Make another secret and show it; the one before stays good for 24 hours",
    answer: Secret,
    refusals: {},
  },
} as const satisfies Record<string, Route>;
