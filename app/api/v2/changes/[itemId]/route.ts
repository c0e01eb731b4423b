import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { getItem } from "#lib/inbox/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.getChange, async ({ ctx, params, query }) => ({
    data: await getItem(ctx, params.itemId, query),
  })),
});
