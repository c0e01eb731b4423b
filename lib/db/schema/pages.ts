import { sql } from "drizzle-orm";
import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { ChangeExcerpt } from "#lib/change/model.ts";
import { checks } from "#lib/db/schema/checks.ts";
import { bytea, createdAt, moment } from "#lib/db/schema/columns.ts";
import { monitors } from "#lib/db/schema/monitors.ts";
import type { Judgment, PageMetadata } from "#lib/page/model.ts";
import { CHANGE_KINDS, PAGE_STATUSES, SNAPSHOT_KINDS } from "#lib/statuses.ts";

export const snapshotKind = pgEnum("snapshot_kind", SNAPSHOT_KINDS);

/** Content of a page, addressed by its SHA-256 within a monitor; written only when content changed. */
export const snapshots = pgTable(
  "snapshots",
  {
    id: uuid("id").primaryKey(),
    teamId: uuid("team_id").notNull(),
    monitorId: uuid("monitor_id")
      .notNull()
      .references(() => monitors.id, { onDelete: "cascade" }),
    hash: bytea("hash").notNull(),
    kind: snapshotKind("kind").notNull(),
    /** Length of the content before compression, in bytes of UTF-8. */
    size: integer("size").notNull(),
    /** zstd level 3; STORAGE EXTERNAL, since compressing it again is wasted work. */
    content: bytea("content").notNull(),
    createdAt,
    /** When another content took its place as baseline; null while it is one. What retention counts from. */
    supersededAt: moment("superseded_at"),
  },
  (t) => [
    uniqueIndex("snapshots_monitor_hash_key").on(t.monitorId, t.hash),
    index("snapshots_superseded_idx").on(t.supersededAt).where(sql`${t.supersededAt} is not null`),
  ],
);

/** The tracked state of one URL in one target: how to ask cheaply for what was seen last, and how it fares. */
export const pages = pgTable(
  "pages",
  {
    id: uuid("id").primaryKey(),
    teamId: uuid("team_id").notNull(),
    monitorId: uuid("monitor_id")
      .notNull()
      .references(() => monitors.id, { onDelete: "cascade" }),
    targetId: uuid("target_id").notNull(),
    url: text("url").notNull(),
    /** SHA-256 of the URL: a URL may be longer than an index entry. */
    urlHash: bytea("url_hash").notNull(),
    /** The baseline, as the version before kept it; now in page_surfaces. The next migration drops it. */
    snapshotId: uuid("snapshot_id").references(() => snapshots.id),
    /** The fetch that brought the baseline (previousScrapeId of the next page). */
    scrapeId: uuid("scrape_id"),
    /** SHA-256 of the raw body behind the baseline, its validators, and the options it was converted with. */
    bodyHash: bytea("body_hash"),
    etag: text("etag"),
    lastModified: text("last_modified"),
    validatorsUrl: text("validators_url"),
    fingerprint: text("fingerprint"),
    /** As last seen; two pages of equal content, and so of one snapshot, may differ in them. */
    title: text("title"),
    contentType: text("content_type"),
    firstSeenAt: moment("first_seen_at"),
    lastChangedAt: moment("last_changed_at"),
    removedAt: moment("removed_at"),
    /** When the first of its latest errors in a row came; null while it can be read. */
    failingSince: moment("failing_since"),
    /** SHA-256 of a body that ended the thread which converted it, and how often that one did. */
    harmfulBodyHash: bytea("harmful_body_hash"),
    harmfulCount: smallint("harmful_count").notNull().default(0),
  },
  (t) => [
    uniqueIndex("pages_monitor_target_url_key").on(t.monitorId, t.targetId, t.urlHash),
    index("pages_snapshot_idx").on(t.snapshotId),
  ],
);

/** The baselines of a page, one for each surface: a thing of it that is compared on its own, such as its text. */
export const pageSurfaces = pgTable(
  "page_surfaces",
  {
    pageId: uuid("page_id")
      .notNull()
      .references(() => pages.id, { onDelete: "cascade" }),
    /** The name of its extractor (lib/extract); text and no enum, so that a new one needs no migration. */
    surface: text("surface").notNull(),
    /** The foreign key is what makes a baseline survive every purge. */
    snapshotId: uuid("snapshot_id")
      .notNull()
      .references(() => snapshots.id),
    /** Of everything that decides the content; under another one the content is taken anew, and is no change. */
    fingerprint: text("fingerprint"),
    /** SHA-256 of what the content was made of; a page that is made of the same need not be converted. */
    sourceHash: bytea("source_hash"),
  },
  (t) => [
    primaryKey({ columns: [t.pageId, t.surface] }),
    index("page_surfaces_snapshot_idx").on(t.snapshotId),
  ],
);

export const pageStatus = pgEnum("page_status", PAGE_STATUSES);

/** What one check found at one URL. Written once, never changed. */
export const checkPages = pgTable(
  "check_pages",
  {
    /** Also the scrape id of this fetch. */
    id: uuid("id").notNull(),
    checkId: uuid("check_id")
      .notNull()
      .references(() => checks.id, { onDelete: "cascade" }),
    teamId: uuid("team_id").notNull(),
    /** Its page's target, here so that a check is counted by target without its pages. */
    targetId: uuid("target_id").notNull(),
    pageId: uuid("page_id")
      .notNull()
      .references(() => pages.id),
    status: pageStatus("status").notNull(),
    statusCode: smallint("status_code"),
    creditsBase: smallint("credits_base").notNull().default(0),
    creditsFormats: smallint("credits_formats").notNull().default(0),
    creditsJudge: smallint("credits_judge").notNull().default(0),
    durationMs: integer("duration_ms"),
    /** Bytes of the body as decoded; null when none came. */
    size: integer("size"),
    previousScrapeId: uuid("previous_scrape_id"),
    /** No foreign key: retention may take an old snapshot before the row that saw it. */
    snapshotId: uuid("snapshot_id"),
    createdAt,
    error: text("error"),
    metadata: jsonb("metadata").$type<PageMetadata>(),
    /** zstd of the unified diff text; the parsed form is made from it on demand. */
    diff: bytea("diff"),
    /** Characters of that text, so that an answer can be bounded before anything is unpacked. */
    diffSize: integer("diff_size"),
  },
  (t) => [
    primaryKey({ columns: [t.checkId, t.id] }),
    // pages is unique by (monitor, target, URL), so this is one row per (check, target, URL).
    uniqueIndex("check_pages_one_per_url").on(t.checkId, t.pageId),
    index("check_pages_status_idx").on(t.checkId, t.status, t.id),
    index("check_pages_page_idx").on(t.pageId, t.id),
    // The versions of a page, among the many looks that found nothing new; built after the migrations.
    index("check_pages_versions_idx")
      .on(t.pageId, t.id)
      .where(sql`${t.status} in ('new', 'changed') or ${t.metadata} ? 'newBaseline'`),
  ],
);

export const changeKind = pgEnum("change_kind", CHANGE_KINDS);

/**
 * What somebody may want to know of: one row for a page result that says something new, written with it in one
 * transaction. Whoever tells of changes (inbox, webhooks, mails, feeds, reports) reads these rows.
 */
export const changes = pgTable(
  "changes",
  {
    id: uuid("id").primaryKey(),
    teamId: uuid("team_id").notNull(),
    monitorId: uuid("monitor_id")
      .notNull()
      .references(() => monitors.id, { onDelete: "cascade" }),
    checkId: uuid("check_id").notNull(),
    pageId: uuid("page_id").notNull(),
    /** The page's row in check_pages, which has the diff; both go with the check. */
    checkPageId: uuid("check_page_id").notNull(),
    kind: changeKind("kind").notNull(),
    /** The first words that differ, as they were and as they are; of a failure, its sentence. */
    excerpt: jsonb("excerpt").$type<ChangeExcerpt>(),
    linesAdded: integer("lines_added").notNull().default(0),
    linesRemoved: integer("lines_removed").notNull().default(0),
    /** SHA-256 of the words that differ: equal on all pages of a monitor that changed in the same way. */
    groupHash: bytea("group_hash").notNull(),
    /** SHA-256 of the lines that differ and of the surface they stand on: the same difference of a page is known again. */
    differenceHash: bytea("difference_hash").notNull(),
    judgment: jsonb("judgment").$type<Judgment>(),
    /** The item of the inbox that it is filed in; null until then. No foreign key: an item may go before its changes. */
    itemId: uuid("item_id"),
    createdAt,
  },
  (t) => [
    foreignKey({
      columns: [t.checkId, t.checkPageId],
      foreignColumns: [checkPages.checkId, checkPages.id],
    }).onDelete("cascade"),
    uniqueIndex("changes_one_per_result").on(t.checkId, t.checkPageId),
    index("changes_team_idx").on(t.teamId, t.id),
    index("changes_monitor_idx").on(t.monitorId, t.id),
    index("changes_page_idx").on(t.pageId, t.id),
    index("changes_unfiled_idx").on(t.id).where(sql`${t.itemId} is null`),
    index("changes_item_idx").on(t.itemId, t.id).where(sql`${t.itemId} is not null`),
  ],
);
