import { endpoint, methods } from "#app/_server/endpoint.ts";
import { requestOrigin } from "#app/_server/origin.ts";
import { routes } from "#app/_server/routes.ts";
import { testChannel } from "#lib/report/channels/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: endpoint(routes.testChannel, async ({ ctx, params, request }) => {
    const outcome = await testChannel(ctx, params.channelId, requestOrigin(request));
    const { delivered, statusCode = null, answer = null } = outcome;
    return { data: { delivered, statusCode, answer, error: outcome.delivered ? null : outcome.error } };
  }),
});
