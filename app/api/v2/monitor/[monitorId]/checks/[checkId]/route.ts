import { endpoint, methods } from "#app/_server/endpoint.ts";
import { forClient } from "#app/_server/for-client.ts";
import { nextPageUrl } from "#app/_server/next-page.ts";
import { routes } from "#app/_server/routes.ts";
import { getCheck, listCheckPages, toCheckAnswer, toCheckPageAnswer } from "#lib/check/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.getCheck, async ({ ctx, request, params, query }) => {
    const check = await getCheck(ctx, params.monitorId, params.checkId);
    const { pages, more } = await listCheckPages(ctx, check.id, query);
    const next = more ? { next: nextPageUrl(request, query.skip + pages.length, query) } : {};
    return {
      ...next,
      data: {
        ...forClient(request, toCheckAnswer(check)),
        pages: await Promise.all(pages.map(toCheckPageAnswer)),
        ...next,
      },
    };
  }),
});
