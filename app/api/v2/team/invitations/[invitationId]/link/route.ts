import { endpoint, methods } from "#app/_server/endpoint.ts";
import { linkTo } from "#app/_server/link.ts";
import { routes } from "#app/_server/routes.ts";
import { renewInvitation } from "#lib/team/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: endpoint(routes.renewInvitation, async ({ ctx, params, request }) => {
    const made = await renewInvitation(ctx, params.invitationId);
    return { data: { id: made.id, ...linkTo(request, "invite", made) } };
  }),
});
