import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { updateFirstSteps } from "#lib/team/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: endpoint(routes.updateFirstSteps, async ({ ctx, body }) => {
    await updateFirstSteps(ctx, body.to);
    return {};
  }),
});
