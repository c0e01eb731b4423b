import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { getMonitor } from "#lib/monitor/index.ts";
import { getPageVersion } from "#lib/page/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.getPageVersion, async ({ ctx, params }) => {
    const monitor = await getMonitor(ctx, params.monitorId);
    return { data: await getPageVersion(ctx, monitor.id, params.pageId, params.versionId) };
  }),
});
