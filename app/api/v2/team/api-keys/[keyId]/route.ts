import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { revokeApiKey } from "#lib/team/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  DELETE: endpoint(routes.revokeApiKey, async ({ ctx, params }) => {
    await revokeApiKey(ctx, params.keyId);
    return {};
  }),
});
