import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { revokeFeed } from "#lib/feed/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  DELETE: endpoint(routes.revokeFeed, async ({ ctx, params }) => {
    await revokeFeed(ctx, params.feedId);
    return {};
  }),
});
