import { toChannelAnswer } from "#app/_server/channel-answer.ts";
import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { createChannel, listChannels } from "#lib/channel/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: endpoint(routes.listChannels, async ({ ctx }) => ({
    data: (await listChannels(ctx)).map(toChannelAnswer),
  })),
  POST: endpoint(routes.createChannel, async ({ ctx, body }) => ({
    data: toChannelAnswer(await createChannel(ctx, body)),
  })),
});
