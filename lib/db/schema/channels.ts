import { sql } from "drizzle-orm";
import { boolean, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { ChannelKind, ChannelRule, ChannelSettings, ChannelTiming } from "#lib/channel/model.ts";
import { createdAt, moment } from "#lib/db/schema/columns.ts";
import { monitors } from "#lib/db/schema/monitors.ts";
import { teams } from "#lib/db/schema/people.ts";

/** Where a team is told of changes: a room of a chat, a topic, or an address of their own. */
export const channels = pgTable(
  "channels",
  {
    id: uuid("id").primaryKey(),
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    kind: text("kind").$type<ChannelKind>().notNull(),
    /** What of its configuration may be shown. */
    settings: jsonb("settings").$type<ChannelSettings>().notNull(),
    /** Its addresses and tokens, as lib/delivery/seal writes them. */
    sealed: text("sealed").notNull(),
    /** What may be shown of them. */
    hint: text("hint").notNull(),
    /** Whether it hears of every monitor; else of those in channel_monitors. */
    allMonitors: boolean("all_monitors").notNull().default(true),
    rule: jsonb("rule").$type<ChannelRule>().notNull(),
    timing: jsonb("timing").$type<ChannelTiming>().notNull(),
    pausedAt: moment("paused_at"),
    createdAt,
  },
  (t) => [uniqueIndex("channels_name_key").on(t.teamId, sql`lower(${t.name})`)],
);

export const channelMonitors = pgTable(
  "channel_monitors",
  {
    channelId: uuid("channel_id")
      .notNull()
      .references(() => channels.id, { onDelete: "cascade" }),
    monitorId: uuid("monitor_id")
      .notNull()
      .references(() => monitors.id, { onDelete: "cascade" }),
  },
  (t) => [
    primaryKey({ columns: [t.channelId, t.monitorId] }),
    index("channel_monitors_monitor_idx").on(t.monitorId),
  ],
);
