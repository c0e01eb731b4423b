import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { readNumbers } from "#lib/inbox/review/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.readNumbers, async ({ ctx, query }) => ({
    data: await readNumbers(ctx, query.monitor),
  })),
});
