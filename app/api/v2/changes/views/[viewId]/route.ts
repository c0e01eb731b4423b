import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { deleteView, updateView } from "#lib/inbox/views/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  PATCH: endpoint(routes.updateView, async ({ ctx, params, body }) => ({
    data: await updateView(ctx, params.viewId, body),
  })),
  DELETE: endpoint(routes.deleteView, async ({ ctx, params }) => {
    await deleteView(ctx, params.viewId);
    return {};
  }),
});
