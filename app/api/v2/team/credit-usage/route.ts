import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { readCreditUsage } from "#lib/credit/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.creditUsage, async ({ ctx }) => ({ data: await readCreditUsage(ctx) })),
});
