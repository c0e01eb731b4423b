import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { readTokenHistory } from "#lib/credit/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.tokenHistory, async ({ ctx, query }) => readTokenHistory(ctx, query.timeRange)),
});
