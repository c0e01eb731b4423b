import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { searchPages } from "#lib/page/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.searchPages, async ({ ctx, query }) => {
    const { pages, more } = await searchPages(ctx, query);
    return { data: pages, more };
  }),
});
