import { z } from "zod";

/** How many feeds that are not revoked a team may have. */
export const MOST_FEEDS = 100;

export const CreateFeed = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, "must not be empty")
    .max(100, "must have at most 100 characters")
    .describe("What it is for, such as the reader that has it."),
  monitorId: z
    .guid("must be a UUID")
    .nullable()
    .default(null)
    .describe("The one monitor it tells of; null or left out: all of the team's."),
});
export type CreateFeed = z.infer<typeof CreateFeed>;

export const FeedAnswer = z
  .object({
    id: z.uuid(),
    name: z.string(),
    monitor: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    createdAt: z.iso.datetime(),
    lastReadAt: z.iso.datetime().nullable(),
    revokedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "Feed" });
export type FeedAnswer = z.infer<typeof FeedAnswer>;

/** Where a feed is read, in either form. Whoever knows one of the addresses reads it. */
export const FeedLinks = z.object({ id: z.uuid(), atom: z.url(), json: z.url() });
export type FeedLinks = z.infer<typeof FeedLinks>;
