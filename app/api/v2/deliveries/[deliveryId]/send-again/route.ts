import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { sendAgain } from "#lib/delivery/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: endpoint(routes.sendAgain, async ({ ctx, params }) => ({
    data: await sendAgain(ctx, params.deliveryId),
  })),
});
