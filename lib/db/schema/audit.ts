import { index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { AuditChange } from "#lib/audit/model.ts";
import type { AuditAction, AuditActorKind, AuditObjectKind } from "#lib/audit/words.ts";
import { moment, plainText } from "#lib/db/schema/columns.ts";

/**
 * Who did what, when and from where. Append-only by trigger; only the purge of old days deletes. No foreign keys: what was
 * done to a thing, and by whom, outlives both.
 */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: uuid("id").primaryKey(),
    teamId: uuid("team_id").notNull(),
    action: text("action").$type<AuditAction>().notNull(),
    actorKind: text("actor_kind").$type<AuditActorKind>().notNull(),
    /** Of a person or of an API key. */
    actorId: uuid("actor_id"),
    actorName: text("actor_name").notNull(),
    objectKind: text("object_kind").$type<AuditObjectKind>().notNull(),
    objectId: uuid("object_id"),
    objectName: text("object_name").notNull(),
    /** Field by field, secrets masked. */
    changes: jsonb("changes").$type<AuditChange[]>().notNull().default([]),
    ip: text("ip"),
    userAgent: text("user_agent"),
    requestId: text("request_id").notNull(),
    /** All that it is found by, in lower case. */
    words: plainText("words").notNull(),
    createdAt: moment("created_at").notNull(),
  },
  (t) => [
    index("audit_entries_team_idx").on(t.teamId, t.id),
    index("audit_entries_action_idx").on(t.teamId, t.action, t.id),
    index("audit_entries_actor_idx").on(t.teamId, t.actorId, t.id),
    index("audit_entries_object_idx").on(t.teamId, t.objectId, t.id),
    index("audit_entries_age_idx").on(t.createdAt),
  ],
);
