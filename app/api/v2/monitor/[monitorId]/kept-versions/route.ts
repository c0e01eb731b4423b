import { endpoint, methods } from "#app/_server/endpoint.ts";
import { nextAfterUrl } from "#app/_server/next-page.ts";
import { routes } from "#app/_server/routes.ts";
import { getMonitor } from "#lib/monitor/index.ts";
import { listKeptVersions } from "#lib/page/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.listKeptVersions, async ({ ctx, request, params, query }) => {
    const monitor = await getMonitor(ctx, params.monitorId);
    const { total, versions, cursor } = await listKeptVersions(ctx, monitor.id, query);
    const next = cursor && new URL(nextAfterUrl(request, cursor, query.limit));
    if (next && query.pageId) next.searchParams.set("pageId", query.pageId);
    return { ...(next && { next: next.href }), total, data: versions };
  }),
});
