import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { revealWebhookSecret } from "#lib/delivery/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: endpoint(routes.revealWebhookSecret, async ({ ctx }) => ({ data: await revealWebhookSecret(ctx) })),
});
