import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { addComment, listComments } from "#lib/inbox/comments/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.listComments, ({ ctx, params, query }) => listComments(ctx, params.itemId, query)),
  POST: endpoint(routes.addComment, async ({ ctx, params, body }) => ({
    data: await addComment(ctx, params.itemId, body.text),
  })),
});
