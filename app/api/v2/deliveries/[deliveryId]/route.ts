import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { getDelivery } from "#lib/delivery/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.getDelivery, async ({ ctx, params }) => ({
    data: await getDelivery(ctx, params.deliveryId),
  })),
});
