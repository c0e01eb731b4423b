import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { transferOwnership } from "#lib/team/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: endpoint(routes.transferOwnership, async ({ ctx, params }) => {
    await transferOwnership(ctx, params.userId);
    return {};
  }),
});
