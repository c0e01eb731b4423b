import { endpoint, methods } from "#app/_server/endpoint.ts";
import { membersAnswer } from "#app/_server/members.ts";
import { routes } from "#app/_server/routes.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.listMembers, async ({ ctx }) => ({ data: await membersAnswer(ctx) })),
});
