import { endpoint, methods } from "#app/_server/endpoint.ts";
import { linkTo } from "#app/_server/link.ts";
import { routes } from "#app/_server/routes.ts";
import { createPasswordReset } from "#lib/team/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: endpoint(routes.createPasswordReset, async ({ ctx, params, request }) => ({
    data: linkTo(request, "reset", await createPasswordReset(ctx, params.userId)),
  })),
});
