import { z } from "zod";
import { HEADER_NAME, HEADER_VALUE } from "#lib/fetch/http/model.ts";
import { isKnownTimezone } from "#lib/monitor/schedule/index.ts";
import { CHANGE_KINDS, CONFIDENCES } from "#lib/statuses.ts";

export const CHANNEL_KINDS = ["slack", "discord", "teams", "ntfy", "telegram", "http"] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];
/** How many channels a team may have. */
export const MOST_CHANNELS = 100;

const address = z
  .url({ protocol: /^https?$/, error: "must be an http(s) URL" })
  .max(2048, "must have at most 2048 characters");
const word = (most: number) =>
  z
    .string()
    .trim()
    .min(1, "must not be empty")
    .max(most, `must have at most ${most} characters`)
    .regex(/^[\x21-\x7e]*$/, "must have no blanks and no special letters");

/** What is given of a channel, secrets and all. It is never answered. */
export const ChannelConfig = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("slack"),
    url: address.describe("Of an incoming webhook."),
    channelId: word(64).optional().describe("The id by which a monitor's notification.slack names it."),
  }),
  z.strictObject({ kind: z.literal("discord"), url: address }),
  z.strictObject({ kind: z.literal("teams"), url: address }),
  z.strictObject({
    kind: z.literal("ntfy"),
    server: address.default("https://ntfy.sh"),
    topic: z.string().regex(/^[-_A-Za-z0-9]{1,64}$/, "must be 1 to 64 letters, digits, - or _"),
    token: word(256).optional(),
  }),
  z.strictObject({
    kind: z.literal("telegram"),
    token: z.string().regex(/^\d{1,20}:[\w-]{20,100}$/, "must be a bot's token, such as 123456:ABC-DEF…"),
    chatId: z
      .string()
      .regex(/^(-?\d{1,20}|@\w{4,64})$/, "must be a number, or @ and the name of a public channel"),
  }),
  z.strictObject({
    kind: z.literal("http"),
    url: address,
    method: z.enum(["POST", "PUT", "PATCH"]).default("POST"),
    contentType: z
      .string()
      .regex(/^[\w.+-]+\/[\w.+-]+(; ?charset=utf-8)?$/i, "must be a type such as application/json")
      .max(100)
      .default("application/json"),
    headers: z
      .record(
        z.string().regex(HEADER_NAME, "must be a header's name").max(100),
        z.string().regex(HEADER_VALUE, "must be one line").max(4096),
      )
      .refine((headers) => Object.keys(headers).length <= 20, "must have at most 20 headers")
      .default({}),
    body: z.string().max(20_000, "must have at most 20000 characters"),
  }),
]);
export type ChannelConfig = z.infer<typeof ChannelConfig>;

/** What of a configuration may be shown. */
export const ChannelSettings = z.object({
  channelId: z.string().optional(),
  server: z.string().optional(),
  chatId: z.string().optional(),
  method: z.string().optional(),
  contentType: z.string().optional(),
  headerNames: z.array(z.string()).optional(),
  body: z.string().optional(),
});
export type ChannelSettings = z.infer<typeof ChannelSettings>;

const hourMinute = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time such as 22:00");

/** What a channel hears of. */
export const ChannelRule = z.strictObject({
  kinds: z
    .array(z.enum(CHANGE_KINDS))
    .max(CHANGE_KINDS.length)
    .default([...CHANGE_KINDS]),
  onlyMeaningful: z.boolean().default(false).describe("Leaves out what was judged to be noise."),
  minConfidence: z
    .enum(CONFIDENCES)
    .nullable()
    .default(null)
    .describe("Of a judgment, at least; what nothing judged is heard of all the same."),
  urls: z
    .array(z.string().trim().min(1, "must not be empty").max(200, "must have at most 200 characters"))
    .max(20, "must have at most 20 patterns")
    .default([])
    .describe("Part of an address, or a pattern of all of it with * for anything; none: all pages."),
  minLines: z.int().min(0).max(100_000).default(0).describe("Lines that were added or removed, at least."),
  failingAfter: z.int().min(1).max(20).default(2).describe("Checks in a row that confirm a failure."),
});
export type ChannelRule = z.infer<typeof ChannelRule>;

/** When a channel is told. */
export const ChannelTiming = z.strictObject({
  when: z.enum(["at once", "hourly", "daily", "weekly"]).default("at once"),
  hour: z.int().min(0).max(23).default(9),
  weekday: z.int().min(0).max(6).default(1).describe("0 is Sunday."),
  timezone: z
    .string()
    .max(64)
    .refine(isKnownTimezone, "must be a time zone such as Europe/Berlin")
    .default("UTC"),
  quiet: z.strictObject({ from: hourMinute, to: hourMinute }).nullable().default(null),
  stormPages: z
    .int()
    .min(1)
    .max(10_000)
    .default(50)
    .describe("More changed pages in a check become one summary."),
  stormMessages: z.int().min(1).max(1000).default(30).describe("More messages an hour become one summary."),
});
export type ChannelTiming = z.infer<typeof ChannelTiming>;

const name = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(80, "must have at most 80 characters")
  .regex(/^\P{Cc}*$/u, "must be one line");
const monitorIds = z.array(z.guid("must be a UUID")).max(1000).nullable();

export const CreateChannel = z.strictObject({
  name,
  config: ChannelConfig,
  monitorIds: monitorIds.default(null).describe("The monitors it hears of; null: all of them."),
  rule: ChannelRule.prefault({}),
  timing: ChannelTiming.prefault({}),
});
export type CreateChannel = z.infer<typeof CreateChannel>;

export const UpdateChannel = z
  .strictObject({
    name,
    config: ChannelConfig,
    monitorIds,
    rule: ChannelRule,
    timing: ChannelTiming,
    paused: z.boolean(),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, "must change something");
export type UpdateChannel = z.infer<typeof UpdateChannel>;

export const ChannelAnswer = z
  .object({
    id: z.uuid(),
    name: z.string(),
    kind: z.enum(CHANNEL_KINDS),
    settings: ChannelSettings,
    hint: z.string().describe("Where it leads, without what is secret of it."),
    readable: z
      .boolean()
      .describe("false: AUTH_SECRET is another than when it was given; give its secrets again."),
    monitorIds: z.array(z.uuid()).nullable(),
    rule: ChannelRule,
    timing: ChannelTiming,
    pausedAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "Channel" });
export type ChannelAnswer = z.infer<typeof ChannelAnswer>;
