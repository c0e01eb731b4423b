import type { z } from "zod";
import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { withHistory } from "#app/_server/with-history.ts";
import { withSubscriptions } from "#app/_server/with-subscriptions.ts";
import type { Ctx } from "#lib/ctx.ts";
import { countMonitors, createMonitor, listMonitors, toMonitorAnswer } from "#lib/monitor/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.listMonitors, async ({ ctx, query }) => {
    const { monitors, total } = query.ids
      ? await theseMonitors(ctx, query, query.ids.split(","))
      : await pageOfMonitors(ctx, query);
    const answers = monitors.map((monitor) => toMonitorAnswer(monitor));
    return { total, data: await withHistory(ctx, answers, query.history) };
  }),
  POST: endpoint(routes.createMonitor, async ({ ctx, body }) => ({
    data: await withSubscriptions(ctx, await createMonitor(ctx, body)),
  })),
});

type Query = z.infer<typeof routes.listMonitors.query>;

async function pageOfMonitors(ctx: Ctx, { ids: _, ...query }: Query) {
  const [monitors, total] = await Promise.all([listMonitors(ctx, query), countMonitors(ctx, query)]);
  return { monitors, total };
}

/** Those that somebody knows already are few, and so are all of them at once. */
async function theseMonitors(ctx: Ctx, { sort, status }: Query, ids: string[]) {
  const monitors = await listMonitors(ctx, { limit: ids.length, offset: 0, sort, status, ids });
  return { monitors, total: monitors.length };
}
