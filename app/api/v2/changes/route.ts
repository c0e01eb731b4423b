import { endpoint, methods } from "#app/_server/endpoint.ts";
import { nextOfQueryUrl } from "#app/_server/next-page.ts";
import { routes } from "#app/_server/routes.ts";
import { listItems } from "#lib/inbox/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.listChanges, async ({ ctx, query, request }) => {
    const { items, cursor } = await listItems(ctx, query);
    const asked = Object.fromEntries(new URL(request.url).searchParams);
    return { data: items, ...(cursor && { next: nextOfQueryUrl(request, { ...asked, cursor }) }) };
  }),
});
