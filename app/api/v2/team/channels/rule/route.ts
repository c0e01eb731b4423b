import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { countWouldSend } from "#lib/channel/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: endpoint(routes.previewRule, async ({ ctx, body }) => ({ data: await countWouldSend(ctx, body) })),
});
