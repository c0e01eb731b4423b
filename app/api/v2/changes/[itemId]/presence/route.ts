import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { bePresent, listPresent } from "#lib/inbox/presence/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.listPresent, async ({ ctx, params }) => ({
    data: await listPresent(ctx, params.itemId),
  })),
  POST: endpoint(routes.bePresent, async ({ ctx, params, body }) => ({
    data: await bePresent(ctx, params.itemId, body),
  })),
});
