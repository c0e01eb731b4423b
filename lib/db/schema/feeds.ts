import { sql } from "drizzle-orm";
import { index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytea, createdAt, moment } from "#lib/db/schema/columns.ts";
import { monitors } from "#lib/db/schema/monitors.ts";
import { teams, users } from "#lib/db/schema/people.ts";

/** A private address at which a feed reader finds what changed: of one monitor, or of the whole team. */
export const feeds = pgTable(
  "feeds",
  {
    id: uuid("id").primaryKey(),
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    /** The one monitor it tells of; null: all of the team's. */
    monitorId: uuid("monitor_id").references(() => monitors.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** SHA-256 of the secret in its address; 256 random bits need no slow hash. */
    tokenHash: bytea("token_hash").notNull(),
    /** Whose feeds end when they leave the team. */
    createdBy: uuid("created_by").references(() => users.id, { onDelete: "cascade" }),
    createdAt,
    lastReadAt: moment("last_read_at"),
    revokedAt: moment("revoked_at"),
  },
  (t) => [
    uniqueIndex("feeds_token_key").on(t.tokenHash),
    index("feeds_team_idx").on(t.teamId, t.id),
    index("feeds_monitor_idx").on(t.monitorId).where(sql`${t.monitorId} is not null`),
  ],
);
