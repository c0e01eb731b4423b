import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { markRead } from "#lib/inbox/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: endpoint(routes.readChange, async ({ ctx, params, body }) => {
    await markRead(ctx, params.itemId, body?.changes);
    return {};
  }),
});
