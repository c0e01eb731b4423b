import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { getMonitor } from "#lib/monitor/index.ts";
import { readTimeline } from "#lib/page/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.readTimeline, async ({ ctx, params }) => {
    const monitor = await getMonitor(ctx, params.monitorId);
    return { data: await readTimeline(ctx, monitor.id, params.pageId) };
  }),
});
