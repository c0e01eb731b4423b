import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { changeMe, readMe } from "#lib/team/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.getMe, async ({ ctx }) => ({ data: await readMe(ctx) })),
  PATCH: endpoint(routes.updateMe, async ({ ctx, body }) => {
    await changeMe(ctx, body);
    return { data: await readMe(ctx) };
  }),
});
