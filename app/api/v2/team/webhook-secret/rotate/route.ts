import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { rotateWebhookSecret } from "#lib/delivery/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: endpoint(routes.rotateWebhookSecret, async ({ ctx }) => ({ data: await rotateWebhookSecret(ctx) })),
});
