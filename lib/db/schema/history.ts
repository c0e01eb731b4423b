import { bigserial, foreignKey, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, moment, tsvector } from "#lib/db/schema/columns.ts";
import { monitors } from "#lib/db/schema/monitors.ts";
import { checkPages, pages, snapshots } from "#lib/db/schema/pages.ts";

/** Versions of pages that a member keeps for good, whatever retention says. */
export const versionPins = pgTable(
  "version_pins",
  {
    id: uuid("id").primaryKey(),
    teamId: uuid("team_id").notNull(),
    monitorId: uuid("monitor_id")
      .notNull()
      .references(() => monitors.id, { onDelete: "cascade" }),
    pageId: uuid("page_id")
      .notNull()
      .references(() => pages.id, { onDelete: "cascade" }),
    /** The fetch that brought it. */
    versionId: uuid("version_id").notNull(),
    /** Of that fetch's row in check_pages, which stays with the pin; null when it was gone before. */
    checkId: uuid("check_id"),
    /** The foreign key is what makes the content survive every purge. */
    snapshotId: uuid("snapshot_id")
      .notNull()
      .references(() => snapshots.id),
    seenAt: moment("seen_at").notNull(),
    title: text("title"),
    /** Who keeps it: "ana@example.com", `API key "ci"`. */
    keptBy: text("kept_by").notNull(),
    note: text("note"),
    createdAt,
  },
  (t) => [
    foreignKey({
      columns: [t.checkId, t.versionId],
      foreignColumns: [checkPages.checkId, checkPages.id],
    }),
    uniqueIndex("version_pins_once").on(t.pageId, t.versionId),
    index("version_pins_monitor_idx").on(t.monitorId, t.id),
    index("version_pins_snapshot_idx").on(t.snapshotId),
    index("version_pins_check_idx").on(t.checkId),
  ],
);

/** The words of what each page says now, folded (lib/page/search): kept up by a job from page_text_queue. */
export const pageTexts = pgTable(
  "page_texts",
  {
    pageId: uuid("page_id")
      .primaryKey()
      .references(() => pages.id, { onDelete: "cascade" }),
    teamId: uuid("team_id").notNull(),
    /** What the words were taken from. No foreign key: a purge takes no baseline, and the job follows. */
    snapshotId: uuid("snapshot_id").notNull(),
    words: tsvector("words").notNull(),
  },
  (t) => [index("page_texts_words_idx").using("gin", t.words).with({ gin_pending_list_limit: 256 })],
);

/** Pages whose text is another one than was searched so far; written by the triggers on page_surfaces. */
export const pageTextQueue = pgTable("page_text_queue", {
  id: bigserial("id", { mode: "number" }).primaryKey(),
  pageId: uuid("page_id").notNull(),
});

/** How far the pages of an older version have come into that queue; without a row, they all have. */
export const pageTextBackfill = pgTable("page_text_backfill", { after: uuid("after").primaryKey() });
