import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  check,
  date,
  index,
  pgEnum,
  pgTable,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt } from "#lib/db/schema/columns.ts";
import { teams } from "#lib/db/schema/people.ts";
import { CREDIT_ENTRY_KINDS } from "#lib/statuses.ts";

/** The balance: always the sum of the team's entries, since only the ledger's trigger may change it. */
export const teamCredits = pgTable(
  "team_credits",
  {
    teamId: uuid("team_id")
      .primaryKey()
      .references(() => teams.id, { onDelete: "cascade" }),
    available: bigint("available", { mode: "number" }).notNull().default(0),
    reserved: bigint("reserved", { mode: "number" }).notNull().default(0),
  },
  (t) => [
    check("team_credits_available_not_negative", sql`${t.available} >= 0`),
    check("team_credits_reserved_not_negative", sql`${t.reserved} >= 0`),
  ],
);

export const creditEntryKind = pgEnum("credit_entry_kind", CREDIT_ENTRY_KINDS);

/** The ledger. Append-only by trigger; a trigger also applies each entry to team_credits. */
export const creditEntries = pgTable(
  "credit_entries",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    kind: creditEntryKind("kind").notNull(),
    availableDelta: bigint("available_delta", { mode: "number" }).notNull(),
    reservedDelta: bigint("reserved_delta", { mode: "number" }).notNull(),
    /** The check it was reserved, confirmed or released for. No foreign key: the ledger outlives retention. */
    checkId: uuid("check_id"),
    monitorId: uuid("monitor_id"),
    apiKeyId: uuid("api_key_id"),
    /** First day of the billing period, for grant, adjust and expire. */
    period: date("period", { mode: "string" }),
    createdAt,
  },
  (t) => [
    // Entries are written in the order of time, so a summary of each stretch of the table is enough to find the latest.
    index("credit_entries_age_idx").using("brin", t.createdAt).with({ autosummarize: true }),
    index("credit_entries_period_idx").on(t.teamId, t.period).where(sql`${t.period} is not null`),
    uniqueIndex("credit_entries_once_per_check").on(t.checkId, t.kind).where(sql`${t.checkId} is not null`),
    uniqueIndex("credit_entries_once_per_period")
      .on(t.teamId, t.kind, t.period)
      .where(sql`${t.kind} in ('grant', 'expire')`),
  ],
);

/** What was charged per day (UTC), monitor and key: kept by the ledger's trigger, so that usage is read, not added up. */
export const creditDays = pgTable(
  "credit_days",
  {
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    day: date("day", { mode: "string" }).notNull(),
    monitorId: uuid("monitor_id"),
    apiKeyId: uuid("api_key_id"),
    credits: bigint("credits", { mode: "number" }).notNull(),
  },
  (t) => [unique("credit_days_key").on(t.teamId, t.day, t.monitorId, t.apiKeyId).nullsNotDistinct()],
);
