import { currentSessionId } from "#app/_server/caller.ts";
import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { listSessions } from "#lib/team/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.listSessions, async ({ ctx, request }) => {
    const current = await currentSessionId(request);
    return {
      data: (await listSessions(ctx)).map(({ id, ip, userAgent, createdAt, expiresAt }) => ({
        id,
        ip,
        userAgent,
        current: id === current,
        createdAt: createdAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
      })),
    };
  }),
});
