import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { getMonitor } from "#lib/monitor/index.ts";
import { keepVersion, releaseVersion } from "#lib/page/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: endpoint(routes.keepVersion, async ({ ctx, params, body }) => {
    const monitor = await getMonitor(ctx, params.monitorId);
    await keepVersion(ctx, monitor.id, params.pageId, params.versionId, body?.note);
    return {};
  }),
  DELETE: endpoint(routes.releaseVersion, async ({ ctx, params }) => {
    const monitor = await getMonitor(ctx, params.monitorId);
    await releaseVersion(ctx, monitor.id, params.pageId, params.versionId);
    return {};
  }),
});
