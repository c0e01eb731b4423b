import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { listPeople } from "#lib/inbox/bell/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.listPeople, async ({ ctx }) => ({ data: await listPeople(ctx) })),
});
