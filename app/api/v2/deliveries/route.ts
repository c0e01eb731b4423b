import { endpoint, methods } from "#app/_server/endpoint.ts";
import { nextOfQueryUrl } from "#app/_server/next-page.ts";
import { routes } from "#app/_server/routes.ts";
import { listDeliveries } from "#lib/delivery/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.listDeliveries, async ({ ctx, request, query }) => {
    const { data, next } = await listDeliveries(ctx, query);
    return { ...(next && { next: nextOfQueryUrl(request, { ...query, cursor: next }) }), data };
  }),
});
