import { currentSessionId } from "#app/_server/caller.ts";
import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { switchTeam } from "#lib/team/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: endpoint(routes.switchTeam, async ({ ctx, request, body }) => {
    await switchTeam(ctx, await currentSessionId(request), body.teamId);
    return {};
  }),
});
