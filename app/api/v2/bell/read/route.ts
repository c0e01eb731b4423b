import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { readBell } from "#lib/inbox/bell/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: endpoint(routes.readBell, async ({ ctx, body }) => ({ read: await readBell(ctx, body) })),
});
