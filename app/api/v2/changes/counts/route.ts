import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { countItems } from "#lib/inbox/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.countChanges, async ({ ctx, query }) => ({ data: await countItems(ctx, query) })),
});
