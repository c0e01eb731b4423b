import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { withHistory } from "#app/_server/with-history.ts";
import { withSubscriptions } from "#app/_server/with-subscriptions.ts";
import { countMonitors, createMonitor, listMonitors, toMonitorAnswer } from "#lib/monitor/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.listMonitors, async ({ ctx, query }) => {
    const [monitors, total] = await Promise.all([listMonitors(ctx, query), countMonitors(ctx, query)]);
    const answers = monitors.map((monitor) => toMonitorAnswer(monitor));
    return { total, data: await withHistory(ctx, answers, query.history) };
  }),
  POST: endpoint(routes.createMonitor, async ({ ctx, body }) => ({
    data: await withSubscriptions(ctx, await createMonitor(ctx, body)),
  })),
});
