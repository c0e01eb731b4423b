import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { createApiKey, listApiKeys } from "#lib/team/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.listApiKeys, async ({ ctx }) => ({
    data: (await listApiKeys(ctx)).map(({ id, name, prefix, role, readOnly, ...at }) => ({
      id,
      name,
      prefix,
      role,
      readOnly,
      createdAt: at.createdAt.toISOString(),
      lastUsedAt: at.lastUsedAt?.toISOString() ?? null,
      revokedAt: at.revokedAt?.toISOString() ?? null,
    })),
  })),
  POST: endpoint(routes.createApiKey, async ({ ctx, body }) => ({ data: await createApiKey(ctx, body) })),
});
