import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { readQueueStatus } from "#lib/check/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.queueStatus, ({ ctx }) => readQueueStatus(ctx)),
});
