import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { cancelCheck, toCheckAnswer } from "#lib/check/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: endpoint(routes.cancelCheck, async ({ ctx, params }) => ({
    data: toCheckAnswer(await cancelCheck(ctx, params.monitorId, params.checkId)),
  })),
});
