import { endpoint, methods } from "#app/_server/endpoint.ts";
import { nextOfQueryUrl } from "#app/_server/next-page.ts";
import { routes } from "#app/_server/routes.ts";
import { listAudit, listAuditPeople } from "#lib/audit/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.listAudit, async ({ ctx, request, query }) => {
    const { limit, cursor, ...filter } = query;
    const [{ data, next }, people] = await Promise.all([
      listAudit(ctx, filter, { limit, cursor }),
      cursor ? undefined : listAuditPeople(ctx),
    ]);
    return {
      ...(next && { next: nextOfQueryUrl(request, { ...query, cursor: next }) }),
      data,
      ...(people && { people }),
    };
  }),
});
