import { z } from "zod";
import { type Route, success, uuid } from "#app/_server/route-parts.ts";
import {
  ChannelAnswer,
  ChannelConfig,
  ChannelRule,
  CreateChannel,
  UpdateChannel,
} from "#lib/channel/model.ts";

const ChannelParams = z.object({ channelId: uuid });
const OneChannel = z.object({ ...success, data: ChannelAnswer });
const badBody = { 400: "The body is not valid; details names each field.", 413: "The body is over 1 MiB." };
const missing = { 404: "Channel not found, or Monitor not found" };
const taken = { 409: "There is a channel of this name." };

/** Where a team is told of changes. */
export const channelRoutes = {
  listChannels: {
    method: "get",
    path: "/v2/team/channels",
    summary: "List the team's channels by name, without their secrets",
    answer: z.object({ ...success, data: z.array(ChannelAnswer) }),
    refusals: {},
  },
  createChannel: {
    method: "post",
    path: "/v2/team/channels",
    summary: "Create a channel; its addresses and tokens are never shown again",
    body: CreateChannel,
    answer: OneChannel,
    refusals: { ...badBody, ...missing, ...taken },
  },
  updateChannel: {
    method: "patch",
    path: "/v2/team/channels/{channelId}",
    summary: "Change the given fields of a channel; `paused` stops and starts it",
    params: ChannelParams,
    body: UpdateChannel,
    answer: OneChannel,
    refusals: { ...badBody, ...missing, ...taken },
  },
  deleteChannel: {
    method: "delete",
    path: "/v2/team/channels/{channelId}",
    summary: "Delete a channel",
    params: ChannelParams,
    answer: z.object(success),
    refusals: { 404: "Channel not found" },
  },
  testChannel: {
    method: "post",
    path: "/v2/team/channels/{channelId}/test",
    summary: "Send a sample to a channel now, and say what came back",
    params: ChannelParams,
    body: z.strictObject({ origin: z.string().optional() }).optional(),
    answer: z.object({
      ...success,
      data: z.object({
        delivered: z.boolean(),
        statusCode: z.int().nullable(),
        answer: z.string().nullable().describe("The first 2 KB of what was answered."),
        error: z.string().nullable(),
      }),
    }),
    refusals: {
      400: "The channel's secrets have to be given again.",
      404: "Channel not found",
      413: badBody[413],
    },
  },
  previewChannel: {
    method: "post",
    path: "/v2/team/channels/preview",
    summary: "Show what would be sent to a channel of this configuration; nothing is stored or sent",
    body: z.strictObject({ config: ChannelConfig }),
    answer: z.object({
      ...success,
      data: z.object({ method: z.string(), contentType: z.string(), body: z.string() }),
    }),
    refusals: badBody,
  },
  previewRule: {
    method: "post",
    path: "/v2/team/channels/rule",
    summary: "Count the changes of the last days that a channel of this rule would have been told of",
    body: z.strictObject({
      rule: ChannelRule,
      monitorIds: z.array(uuid).max(1000).nullable().default(null),
    }),
    answer: z.object({
      ...success,
      data: z.object({
        days: z.int(),
        changes: z.int().describe("Of so many it would have been told."),
        of: z.int().describe("So many there were."),
        isMore: z.boolean().describe("There were more than were looked at."),
      }),
    }),
    refusals: badBody,
  },
} as const satisfies Record<string, Route>;
