import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { actOnItems } from "#lib/inbox/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: endpoint(routes.actOnChanges, async ({ ctx, body: { ids, ...act } }) => ({
    data: await actOnItems(ctx, ids, act),
  })),
});
