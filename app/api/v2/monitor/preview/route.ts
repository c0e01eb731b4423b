import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { previewPage } from "#lib/preview/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: endpoint(routes.previewPage, async ({ ctx, body, request }) => ({
    data: await previewPage(ctx, body, request.signal),
  })),
});
