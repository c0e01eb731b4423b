import { endpoint, methods } from "#app/_server/endpoint.ts";
import { memberAnswer } from "#app/_server/members.ts";
import { handOverChanges } from "#app/_server/open-changes.ts";
import { routes } from "#app/_server/routes.ts";
import { changeRole, removeMember } from "#lib/team/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  PATCH: endpoint(routes.changeRole, async ({ ctx, params, body }) => {
    await changeRole(ctx, params.userId, body.role);
    return { data: await memberAnswer(ctx, params.userId) };
  }),
  DELETE: endpoint(routes.removeMember, async ({ ctx, params, query }) => {
    const changesTo = query.changesTo ?? null;
    await removeMember(ctx, params.userId, { changesTo, handOver: handOverChanges });
    return {};
  }),
});
