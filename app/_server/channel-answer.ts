import type { Channel } from "#lib/channel/index.ts";
import type { ChannelAnswer } from "#lib/channel/model.ts";

export const toChannelAnswer = ({ pausedAt, createdAt, ...channel }: Channel): ChannelAnswer => ({
  ...channel,
  pausedAt: pausedAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
});
