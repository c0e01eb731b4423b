import { currentSessionId } from "#app/_server/caller.ts";
import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { changePassword } from "#lib/team/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: endpoint(routes.changePassword, async ({ ctx, request, body }) => {
    await changePassword(ctx, body, await currentSessionId(request));
    return {};
  }),
});
