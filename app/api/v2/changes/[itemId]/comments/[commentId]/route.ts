import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { deleteComment, editComment } from "#lib/inbox/comments/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  PATCH: endpoint(routes.editComment, async ({ ctx, params, body }) => ({
    data: await editComment(ctx, params.itemId, params.commentId, body.text),
  })),
  DELETE: endpoint(routes.deleteComment, async ({ ctx, params }) => {
    await deleteComment(ctx, params.itemId, params.commentId);
    return {};
  }),
});
