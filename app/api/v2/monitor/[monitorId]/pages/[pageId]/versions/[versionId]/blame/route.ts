import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { getMonitor } from "#lib/monitor/index.ts";
import { blameVersion } from "#lib/page/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.blameVersion, async ({ ctx, params }) => {
    const monitor = await getMonitor(ctx, params.monitorId);
    return { data: await blameVersion(ctx, monitor.id, params.pageId, params.versionId) };
  }),
});
