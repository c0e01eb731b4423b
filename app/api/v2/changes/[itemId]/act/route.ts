import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { actOnItem } from "#lib/inbox/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: endpoint(routes.actOnChange, async ({ ctx, params, body }) => ({
    data: await actOnItem(ctx, params.itemId, body),
  })),
});
