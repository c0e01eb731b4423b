import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { withHistory } from "#app/_server/with-history.ts";
import { withSubscriptions } from "#app/_server/with-subscriptions.ts";
import { deleteMonitor, updateMonitor } from "#lib/check/index.ts";
import { getMonitor } from "#lib/monitor/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.getMonitor, async ({ ctx, params, query }) => {
    const monitor = await withSubscriptions(ctx, await getMonitor(ctx, params.monitorId));
    const [data = monitor] = await withHistory(ctx, [monitor], query.history);
    return { data };
  }),
  PATCH: endpoint(routes.updateMonitor, async ({ ctx, params, body }) => ({
    data: await withSubscriptions(ctx, await updateMonitor(ctx, params.monitorId, body)),
  })),
  DELETE: endpoint(routes.deleteMonitor, async ({ ctx, params }) => {
    await deleteMonitor(ctx, params.monitorId);
    return {};
  }),
});
