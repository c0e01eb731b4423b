import { endpoint, methods } from "#app/_server/endpoint.ts";
import { requestOrigin } from "#app/_server/origin.ts";
import { routes } from "#app/_server/routes.ts";
import { previewChannel } from "#lib/report/channels/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: endpoint(routes.previewChannel, async ({ ctx, body, request }) => ({
    data: await previewChannel(ctx, body.config, requestOrigin(request)),
  })),
});
