import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { deleteLabel, updateLabel } from "#lib/inbox/labels/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  PATCH: endpoint(routes.updateLabel, async ({ ctx, params, body }) => ({
    data: await updateLabel(ctx, params.labelId, body),
  })),
  DELETE: endpoint(routes.deleteLabel, async ({ ctx, params }) => {
    await deleteLabel(ctx, params.labelId);
    return {};
  }),
});
