import { currentSessionId } from "#app/_server/caller.ts";
import { endpoint, methods } from "#app/_server/endpoint.ts";
import { handOverChanges } from "#app/_server/open-changes.ts";
import { routes } from "#app/_server/routes.ts";
import { leaveTeam } from "#lib/team/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: endpoint(routes.leaveTeam, async ({ ctx, request }) => {
    const signedIn = await leaveTeam(ctx, await currentSessionId(request), { handOver: handOverChanges });
    return { data: { signedIn } };
  }),
});
