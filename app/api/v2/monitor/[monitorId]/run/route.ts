import { endpoint, methods } from "#app/_server/endpoint.ts";
import { forClient } from "#app/_server/for-client.ts";
import { routes } from "#app/_server/routes.ts";
import { startCheck, toCheckAnswer } from "#lib/check/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: endpoint(routes.runMonitor, async ({ ctx, request, params }) => {
    const check = await startCheck(ctx, params.monitorId);
    return { id: check.id, data: forClient(request, toCheckAnswer(check)) };
  }),
});
