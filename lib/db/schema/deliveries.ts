import { sql } from "drizzle-orm";
import { index, integer, pgTable, primaryKey, smallint, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { checks } from "#lib/db/schema/checks.ts";
import { createdAt, moment } from "#lib/db/schema/columns.ts";
import { monitors } from "#lib/db/schema/monitors.ts";
import { teams } from "#lib/db/schema/people.ts";
import { DELIVERY_CHANNELS, DELIVERY_EVENTS, DELIVERY_STATUSES } from "#lib/statuses.ts";

/** What is to be told to whom: planned in the transaction that recorded the reason, sent by a job of its own (lib/report). */
export const deliveries = pgTable(
  "deliveries",
  {
    /** Also the webhookId: the same in every try, so that a receiver knows what it has already. */
    id: uuid("id").primaryKey(),
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    monitorId: uuid("monitor_id")
      .notNull()
      .references(() => monitors.id, { onDelete: "cascade" }),
    checkId: uuid("check_id")
      .notNull()
      .references(() => checks.id, { onDelete: "cascade" }),
    /** The result that it tells of, for an event of one page. */
    checkPageId: uuid("check_page_id"),
    channel: text("channel", { enum: DELIVERY_CHANNELS }).notNull(),
    event: text("event", { enum: DELIVERY_EVENTS }).notNull(),
    status: text("status", { enum: DELIVERY_STATUSES }).notNull().default("queued"),
    /** Why it was skipped, cancelled or given up, in a sentence. */
    reason: text("reason"),
    attempts: integer("attempts").notNull().default(0),
    triesLeft: integer("tries_left").notNull().default(4),
    nextAttemptAt: moment("next_attempt_at"),
    statusCode: smallint("status_code"),
    createdAt,
    finishedAt: moment("finished_at"),
  },
  (t) => [
    uniqueIndex("deliveries_once").on(
      t.checkId,
      t.channel,
      t.event,
      sql`coalesce(${t.checkPageId}, ${t.checkId})`,
    ),
    index("deliveries_team_idx").on(t.teamId, t.id),
    index("deliveries_monitor_idx").on(t.monitorId, t.id),
    index("deliveries_waiting_idx").on(t.checkId, t.event).where(sql`${t.status} = 'queued'`),
  ],
);

/** Every try, with what came back. */
export const deliveryAttempts = pgTable(
  "delivery_attempts",
  {
    deliveryId: uuid("delivery_id")
      .notNull()
      .references(() => deliveries.id, { onDelete: "cascade" }),
    /** From 1. */
    number: integer("number").notNull(),
    startedAt: moment("started_at").notNull(),
    durationMs: integer("duration_ms").notNull(),
    statusCode: smallint("status_code"),
    error: text("error"),
    /** The first 2 KB of what was answered. */
    answer: text("answer"),
  },
  (t) => [primaryKey({ columns: [t.deliveryId, t.number] })],
);

/** How the endpoint of a monitor's webhook fares; gone when it is changed. */
export const webhookEndpoints = pgTable("webhook_endpoints", {
  monitorId: uuid("monitor_id")
    .primaryKey()
    .references(() => monitors.id, { onDelete: "cascade" }),
  /** In a row. */
  failures: integer("failures").notNull().default(0),
  switchedOffAt: moment("switched_off_at"),
  reason: text("reason"),
});

/** What a team's webhooks are signed with, sealed by AUTH_SECRET; the one before stays valid for a day. */
export const webhookSecrets = pgTable("webhook_secrets", {
  teamId: uuid("team_id")
    .primaryKey()
    .references(() => teams.id, { onDelete: "cascade" }),
  sealed: text("sealed").notNull(),
  shownAt: moment("shown_at"),
  previous: text("previous"),
  previousUntil: moment("previous_until"),
  createdAt,
});
