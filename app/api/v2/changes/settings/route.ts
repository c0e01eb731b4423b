import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { readInboxSettings, updateInboxSettings } from "#lib/inbox/labels/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.getInboxSettings, async ({ ctx }) => ({ data: await readInboxSettings(ctx) })),
  PATCH: endpoint(routes.updateInboxSettings, async ({ ctx, body }) => ({
    data: await updateInboxSettings(ctx, body),
  })),
});
