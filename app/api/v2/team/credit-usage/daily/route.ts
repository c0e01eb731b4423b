import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { readDailyCredits } from "#lib/credit/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.dailyCredits, async ({ ctx, query }) => ({
    data: await readDailyCredits(ctx, query.days),
  })),
});
