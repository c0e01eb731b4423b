import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { listActivity } from "#lib/check/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.listActivity, ({ ctx, query }) => listActivity(ctx, query)),
});
