import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { readTokenUsage } from "#lib/credit/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.tokenUsage, async ({ ctx }) => ({ data: readTokenUsage(ctx) })),
});
