import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { createRule, listRules } from "#lib/inbox/hand-out/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.listRules, async ({ ctx }) => ({ data: await listRules(ctx) })),
  POST: endpoint(routes.createRule, async ({ ctx, body }) => ({ data: await createRule(ctx, body) })),
});
