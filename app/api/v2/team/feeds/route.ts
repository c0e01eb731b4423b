import { endpoint, methods } from "#app/_server/endpoint.ts";
import { requestOrigin } from "#app/_server/origin.ts";
import { routes } from "#app/_server/routes.ts";
import { createFeed, listFeeds } from "#lib/feed/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.listFeeds, async ({ ctx }) => ({
    data: (await listFeeds(ctx)).map((feed) => ({
      ...feed,
      createdAt: feed.createdAt.toISOString(),
      lastReadAt: feed.lastReadAt?.toISOString() ?? null,
      revokedAt: feed.revokedAt?.toISOString() ?? null,
    })),
  })),
  POST: endpoint(routes.createFeed, async ({ ctx, body, request }) => {
    const { id, token } = await createFeed(ctx, body);
    const address = `${requestOrigin(request)}/api/feeds/${token}`;
    return { data: { id, atom: `${address}/atom.xml`, json: `${address}/feed.json` } };
  }),
});
