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
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { NotificationStatus, TargetResult } from "#lib/check/model.ts";
import { createdAt, moment, updatedAt } from "#lib/db/schema/columns.ts";
import { monitors } from "#lib/db/schema/monitors.ts";
import { BILLING_STATUSES, CHECK_STATUSES, CHECK_TRIGGERS } from "#lib/statuses.ts";
import type { Target } from "#lib/target/model.ts";

export const checkStatus = pgEnum("check_status", CHECK_STATUSES);
export const checkTrigger = pgEnum("check_trigger", CHECK_TRIGGERS);
export const billingStatus = pgEnum("billing_status", BILLING_STATUSES);

export const checks = pgTable(
  "checks",
  {
    id: uuid("id").primaryKey(),
    teamId: uuid("team_id").notNull(),
    monitorId: uuid("monitor_id")
      .notNull()
      .references(() => monitors.id, { onDelete: "cascade" }),
    status: checkStatus("status").notNull(),
    trigger: checkTrigger("trigger").notNull(),
    /** Who pressed: "ana@example.com", `API key "ci"`; null when the schedule did. */
    startedBy: text("started_by"),
    apiKeyId: uuid("api_key_id"),
    scheduledFor: moment("scheduled_for"),
    startedAt: moment("started_at"),
    finishedAt: moment("finished_at"),
    /** Written by the version before, which goes on beside this one during an upgrade; the next migration drops it. */
    heartbeatAt: moment("heartbeat_at"),
    /** The worker that has it in hand (`workers`), or had it when it ended; null while it waits. */
    worker: uuid("worker"),
    /** Raised at each claim; a worker that holds an older number may no longer write. */
    attempt: integer("attempt").notNull().default(0),
    /** How many workers died with it in hand, whoever was to blame. */
    crashes: smallint("crashes").notNull().default(0),
    /** How many died with nothing else in hand since it last recorded a page: these are its own fault. */
    loneCrashes: smallint("lone_crashes").notNull().default(0),
    /** Set when a worker died with it in hand: it then runs alone, until it has shown that it does no harm. */
    suspect: boolean("suspect").notNull().default(false),
    estimatedCredits: bigint("estimated_credits", { mode: "number" }).notNull(),
    reservedCredits: bigint("reserved_credits", { mode: "number" }).notNull(),
    /** Credits of the pages recorded so far; charged when the check ends. */
    pageCredits: bigint("page_credits", { mode: "number" }).notNull().default(0),
    actualCredits: bigint("actual_credits", { mode: "number" }),
    billingStatus: billingStatus("billing_status").notNull(),
    expectedPages: integer("expected_pages"),
    samePages: integer("same_pages").notNull().default(0),
    changedPages: integer("changed_pages").notNull().default(0),
    newPages: integer("new_pages").notNull().default(0),
    removedPages: integer("removed_pages").notNull().default(0),
    errorPages: integer("error_pages").notNull().default(0),
    /** What it checks, when the monitor's targets were changed while it ran; null: the monitor's own. */
    targets: json("targets").$type<Target[]>(),
    /** Of the pages recorded so far, by `<target id>.<page status or kind of credits>`: what targetResults is made of. */
    targetCounts: jsonb("target_counts").$type<Record<string, number>>().notNull().default({}),
    /** Only ever read as a whole, as the targets are. */
    targetResults: json("target_results").$type<TargetResult[]>(),
    notificationStatus: jsonb("notification_status").$type<NotificationStatus>(),
    error: text("error"),
    createdAt,
    updatedAt,
  },
  (t) => [
    uniqueIndex("checks_one_live_per_monitor")
      .on(t.monitorId)
      .where(sql`${t.status} in ('queued', 'running')`),
    index("checks_monitor_idx").on(t.monitorId, t.id),
    index("checks_monitor_status_idx").on(t.monitorId, t.status, t.id),
    /** The queue: what waits, by who asked for it and whose it is. */
    index("checks_queue_idx").on(t.trigger, t.teamId, t.id).where(sql`${t.status} = 'queued'`),
    index("checks_suspects_idx")
      .on(t.loneCrashes, t.crashes, t.id)
      .where(sql`${t.status} = 'queued' and ${t.suspect}`),
    index("checks_in_hand_idx").on(t.worker).where(sql`${t.status} = 'running'`),
    index("checks_age_idx").on(t.createdAt),
    index("checks_team_idx").on(t.teamId, t.id),
    // It also keeps a worker of the version before, which names no worker, from claiming a check.
    check("checks_running_in_hand", sql`${t.status} <> 'running' or ${t.worker} is not null`),
    check("checks_credits_not_negative", sql`${t.reservedCredits} >= 0 and ${t.pageCredits} >= 0`),
    check("checks_charge_within_reservation", sql`coalesce(${t.actualCredits}, 0) <= ${t.reservedCredits}`),
  ],
);

/** The processes that carry out checks. Each also holds an advisory lock named after its id, which ends with it. */
export const workers = pgTable("workers", {
  id: uuid("id").primaryKey(),
  startedAt: moment("started_at").notNull().defaultNow(),
  /** Touched every two seconds; one that is older than twenty is of a process that hangs. */
  heartbeatAt: moment("heartbeat_at").notNull().defaultNow(),
});
