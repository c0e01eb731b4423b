import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { deleteRule, updateRule } from "#lib/inbox/hand-out/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  PATCH: endpoint(routes.updateRule, async ({ ctx, params, body }) => ({
    data: await updateRule(ctx, params.ruleId, body),
  })),
  DELETE: endpoint(routes.deleteRule, async ({ ctx, params }) => {
    await deleteRule(ctx, params.ruleId);
    return {};
  }),
});
