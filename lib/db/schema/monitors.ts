import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  json,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, moment, plainText, updatedAt } from "#lib/db/schema/columns.ts";
import { teams } from "#lib/db/schema/people.ts";
import type { Notification, Webhook } from "#lib/delivery/model.ts";
import type { CheckSummary, Integration } from "#lib/monitor/model.ts";
import { MONITOR_STATUSES } from "#lib/statuses.ts";
import type { Target } from "#lib/target/model.ts";

export const monitorStatus = pgEnum("monitor_status", MONITOR_STATUSES);

export const monitors = pgTable(
  "monitors",
  {
    id: uuid("id").primaryKey(),
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    status: monitorStatus("status").notNull().default("active"),
    cron: text("cron").notNull(),
    timezone: text("timezone").notNull(),
    /** The schedule itself: when the next scheduled check is due; null unless active. */
    nextRunAt: moment("next_run_at"),
    lastRunAt: moment("last_run_at"),
    /** json, not jsonb: it is only ever read whole, and 10,000 URLs need not be put together again at each reading. */
    targets: json("targets").$type<Target[]>().notNull(),
    webhook: jsonb("webhook").$type<Webhook>(),
    notification: jsonb("notification").$type<Notification>(),
    /** The tool that made it, as it named itself; null for a person and for a program of one's own. */
    integration: text("integration").$type<Integration>(),
    goal: text("goal"),
    judgeEnabled: boolean("judge_enabled").notNull().default(false),
    goalVersion: integer("goal_version").notNull().default(1),
    retentionDays: integer("retention_days").notNull(),
    estimatedCreditsPerCheck: bigint("estimated_credits_per_check", { mode: "number" }).notNull(),
    estimatedCreditsPerMonth: bigint("estimated_credits_per_month", { mode: "number" }).notNull(),
    unchangedPagesFree: boolean("unchanged_pages_free").notNull(),
    /** With how that check ended, where this version wrote it. Its index by result is made by after-migrations. */
    lastCheckSummary: jsonb("last_check_summary").$type<CheckSummary & { status?: string }>(),
    createdAt,
    updatedAt,
  },
  (t) => [
    index("monitors_team_idx").on(t.teamId, t.id).where(sql`${t.status} <> 'deleted'`),
    // One for each order of the list, so that its first page is read and not sorted.
    index("monitors_name_idx")
      .on(t.teamId, sql`lower(${t.name})`, t.id.desc().nullsFirst())
      .where(sql`${t.status} <> 'deleted'`),
    index("monitors_last_run_idx")
      .on(t.teamId, t.lastRunAt.desc().nullsLast(), t.id.desc().nullsFirst())
      .where(sql`${t.status} <> 'deleted'`),
    index("monitors_next_run_idx")
      .on(t.teamId, t.nextRunAt.asc().nullsLast(), t.id.desc().nullsFirst())
      .where(sql`${t.status} <> 'deleted'`),
    // The few that are paused would otherwise be looked for among all the others.
    index("monitors_paused_idx").on(t.teamId, t.id).where(sql`${t.status} = 'paused'`),
    index("monitors_due_idx").on(t.nextRunAt).where(sql`${t.nextRunAt} is not null`),
    check("monitors_only_active_are_due", sql`${t.nextRunAt} is null or ${t.status} = 'active'`),
    check("monitors_retention_days", sql`${t.retentionDays} between 1 and 365`),
  ],
);

/**
 * How many monitors a team has, kept by the triggers on monitors: counting 100,000 takes longer than reading a page of
 * them. A team without a row has not been counted yet; count_team_monitors does it.
 */
export const teamMonitors = pgTable("team_monitors", {
  teamId: uuid("team_id")
    .primaryKey()
    .references(() => teams.id, { onDelete: "cascade" }),
  active: integer("active").notNull(),
  paused: integer("paused").notNull(),
  /** Raised by whatever changes which monitors a search finds. */
  edition: bigint("edition", { mode: "number" }).notNull().default(0),
});

/**
 * What a monitor is found by, in lower case: its name, addresses and questions, a line each. Kept by the triggers on
 * monitors, in a table of its own since a search reads all of a team's and a check writes none of it. Where the
 * extension pg_trgm may be used, a migration adds the index monitor_texts_trigrams_idx; without it a search reads on.
 */
export const monitorTexts = pgTable(
  "monitor_texts",
  {
    teamId: uuid("team_id").notNull(),
    monitorId: uuid("monitor_id").notNull(),
    status: monitorStatus("status").notNull(),
    text: plainText("text").notNull(),
  },
  (t) => [primaryKey({ columns: [t.teamId, t.monitorId] })],
);
