import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { readCreditHistory, readCreditsOver } from "#lib/credit/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.creditHistory, async ({ ctx, query }) =>
    query.timeRange
      ? readCreditsOver(ctx, query.timeRange)
      : { periods: await readCreditHistory(ctx, query) },
  ),
});
