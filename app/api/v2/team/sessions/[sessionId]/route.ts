import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { revokeSession } from "#lib/team/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  DELETE: endpoint(routes.revokeSession, async ({ ctx, params }) => {
    await revokeSession(ctx, params.sessionId);
    return {};
  }),
});
