import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { listBell } from "#lib/inbox/bell/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.listBell, ({ ctx, query }) => listBell(ctx, query)),
});
