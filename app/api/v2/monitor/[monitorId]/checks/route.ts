import { endpoint, methods } from "#app/_server/endpoint.ts";
import { forClient } from "#app/_server/for-client.ts";
import { routes } from "#app/_server/routes.ts";
import { listChecks, toCheckAnswer } from "#lib/check/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.listChecks, async ({ ctx, request, params, query }) => ({
    data: (await listChecks(ctx, params.monitorId, query)).map((check) =>
      forClient(request, toCheckAnswer(check)),
    ),
  })),
});
