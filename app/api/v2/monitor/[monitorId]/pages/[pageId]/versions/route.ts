import { endpoint, methods } from "#app/_server/endpoint.ts";
import { nextAfterUrl } from "#app/_server/next-page.ts";
import { routes } from "#app/_server/routes.ts";
import { getMonitor } from "#lib/monitor/index.ts";
import { listPageVersions } from "#lib/page/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.listPageVersions, async ({ ctx, request, params, query }) => {
    const monitor = await getMonitor(ctx, params.monitorId);
    const { versions, more } = await listPageVersions(ctx, monitor.id, params.pageId, query);
    const last = versions.at(-1);
    return { ...(more && last && { next: nextAfterUrl(request, last.id, query.limit) }), data: versions };
  }),
});
