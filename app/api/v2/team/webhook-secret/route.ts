import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { readWebhookSecret } from "#lib/delivery/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.readWebhookSecret, async ({ ctx }) => ({ data: await readWebhookSecret(ctx) })),
});
