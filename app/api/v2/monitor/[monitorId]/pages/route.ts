import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { getMonitor } from "#lib/monitor/index.ts";
import { listTrackedPages } from "#lib/page/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.listTrackedPages, async ({ ctx, params, query }) => {
    const monitor = await getMonitor(ctx, params.monitorId);
    const { pages, total } = await listTrackedPages(ctx, monitor.id, query);
    return { total, data: pages };
  }),
});
