import { z } from "zod";
import { type Route, success, uuid } from "#app/_server/route-parts.ts";
import { CreateFeed, FeedAnswer, FeedLinks } from "#lib/feed/model.ts";

/** Private addresses for readers of feeds. */
export const feedRoutes = {
  listFeeds: {
    method: "get",
    path: "/v2/team/feeds",
    summary: "List the team's feeds, newest first, without their addresses",
    answer: z.object({ ...success, data: z.array(FeedAnswer) }),
    refusals: {},
  },
  createFeed: {
    method: "post",
    path: "/v2/team/feeds",
    summary: "Create a feed; the answer is the only place its addresses are ever shown",
    body: CreateFeed,
    answer: z.object({ ...success, data: FeedLinks }),
    refusals: {
      400: "The body is not valid, or the team has as many feeds as it may.",
      413: "The body is over 1 MiB.",
      404: "Monitor not found",
    },
  },
  revokeFeed: {
    method: "delete",
    path: "/v2/team/feeds/{feedId}",
    summary: "Revoke a feed; its addresses lead nowhere from then on",
    params: z.object({ feedId: uuid }),
    answer: z.object(success),
    refusals: { 404: "Feed not found" },
  },
} as const satisfies Record<string, Route>;
