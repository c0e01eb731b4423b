import { toChannelAnswer } from "#app/_server/channel-answer.ts";
import { endpoint, methods } from "#app/_server/endpoint.ts";
import { routes } from "#app/_server/routes.ts";
import { deleteChannel, updateChannel } from "#lib/channel/index.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  PATCH: endpoint(routes.updateChannel, async ({ ctx, params, body }) => ({
    data: toChannelAnswer(await updateChannel(ctx, params.channelId, body)),
  })),
  DELETE: endpoint(routes.deleteChannel, async ({ ctx, params }) => {
    await deleteChannel(ctx, params.channelId);
    return {};
  }),
});
