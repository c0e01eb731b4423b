import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { createLabel, listLabels } from "#lib/inbox/labels/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.listLabels, async ({ ctx }) => ({ data: await listLabels(ctx) })),
  POST: endpoint(routes.createLabel, async ({ ctx, body }) => ({ data: await createLabel(ctx, body) })),
});
