import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { revokeInvitation } from "#lib/team/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  DELETE: endpoint(routes.revokeInvitation, async ({ ctx, params }) => {
    await revokeInvitation(ctx, params.invitationId);
    return {};
  }),
});
