import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { markRead } from "#lib/inbox/index.ts";
import { updateFirstSteps } from "#lib/team/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: endpoint(routes.readChange, async ({ ctx, params, body }) => {
    await markRead(ctx, params.itemId, body?.changes);
    // To have read a change is the first of the first steps, wherever it is read.
    if (ctx.actor.kind === "user") await updateFirstSteps(ctx, "read");
    return {};
  }),
});
