import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { createView, listViews } from "#lib/inbox/views/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.listViews, async ({ ctx }) => ({ data: await listViews(ctx) })),
  POST: endpoint(routes.createView, async ({ ctx, body }) => ({ data: await createView(ctx, body) })),
});
