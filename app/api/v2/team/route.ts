import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { foundTeam, readTeam, renameTeam } from "#lib/team/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.getTeam, async ({ ctx }) => ({ data: await readTeam(ctx) })),
  POST: endpoint(routes.createTeam, async ({ ctx, body }) => ({ data: await foundTeam(ctx, body.name) })),
  PATCH: endpoint(routes.updateTeam, async ({ ctx, body }) => {
    await renameTeam(ctx, body.name);
    return { data: await readTeam(ctx) };
  }),
});
