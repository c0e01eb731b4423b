import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { getMonitor } from "#lib/monitor/index.ts";
import { findInVersions } from "#lib/page/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.findInVersions, async ({ ctx, params, query }) => {
    const monitor = await getMonitor(ctx, params.monitorId);
    return { data: await findInVersions(ctx, monitor.id, params.pageId, query) };
  }),
});
