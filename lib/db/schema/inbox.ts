import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { ChangeExcerpt } from "#lib/change/model.ts";
import { bytea, createdAt, moment } from "#lib/db/schema/columns.ts";
import { monitors } from "#lib/db/schema/monitors.ts";
import { teams, users } from "#lib/db/schema/people.ts";
import type { Judgment } from "#lib/page/model.ts";
import { BELL_KINDS, CHANGE_KINDS, ITEM_SHELVES, ITEM_STATES, LABEL_SIGNIFICANCES } from "#lib/statuses.ts";

/** What a team calls the changes it has looked at: its kind in the team's own words, and how much it weighs. */
export const labels = pgTable(
  "labels",
  {
    id: uuid("id").primaryKey(),
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    kind: text("kind").notNull().default(""),
    significance: text("significance", { enum: LABEL_SIGNIFICANCES }).notNull(),
    /** Whether another person than who labelled an item must agree to it. */
    secondSignOff: boolean("second_sign_off").notNull().default(false),
    /** Since when it is offered no more; the items that have it keep it. */
    archivedAt: moment("archived_at"),
    createdAt,
  },
  (t) => [
    uniqueIndex("labels_name_key").on(t.teamId, sql`lower(${t.name})`).where(sql`${t.archivedAt} is null`),
  ],
);

/** What the team works on in the inbox: it gathers one or more rows of `changes`. Its id is that of the first of them. */
export const items = pgTable(
  "items",
  {
    id: uuid("id").primaryKey(),
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    monitorId: uuid("monitor_id")
      .notNull()
      .references(() => monitors.id, { onDelete: "cascade" }),
    kind: text("kind", { enum: CHANGE_KINDS }).notNull(),
    state: text("state", { enum: ITEM_STATES }).notNull().default("open"),
    /** The check of which more pages with the same difference join it; null once it takes no more of them. */
    gathersIn: uuid("gathers_in"),
    groupHash: bytea("group_hash").notNull(),
    /** Of the newest change: its row, its check, its page, and what that check found there. Retention may take them all. */
    changeId: uuid("change_id").notNull(),
    checkId: uuid("check_id").notNull(),
    pageId: uuid("page_id").notNull(),
    checkPageId: uuid("check_page_id").notNull(),
    pages: integer("pages").notNull(),
    changes: integer("changes").notNull(),
    /** How many of its pages still cannot be read. */
    failing: integer("failing").notNull().default(0),
    excerpt: jsonb("excerpt").$type<ChangeExcerpt>(),
    linesAdded: integer("lines_added").notNull().default(0),
    linesRemoved: integer("lines_removed").notNull().default(0),
    judgment: jsonb("judgment").$type<Judgment>(),
    openedAt: moment("opened_at").notNull(),
    changedAt: moment("changed_at").notNull(),
    closedAt: moment("closed_at"),
    closedBy: uuid("closed_by").references(() => users.id, { onDelete: "set null" }),
    closedByName: text("closed_by_name"),
    assigneeId: uuid("assignee_id").references(() => users.id, { onDelete: "set null" }),
    /** The worker clears it when its time has come. */
    snoozedUntil: moment("snoozed_until"),
    snoozedUntilChange: boolean("snoozed_until_change").notNull().default(false),
    shelf: text("shelf", { enum: ITEM_SHELVES })
      .notNull()
      .generatedAlwaysAs(
        sql`case when state <> 'open' then state when snoozed_until is not null or snoozed_until_change then 'snoozed' else 'open' end`,
      ),
    important: boolean("important").notNull().default(false),
    labelId: uuid("label_id").references(() => labels.id, { onDelete: "set null" }),
    labelledBy: uuid("labelled_by").references(() => users.id, { onDelete: "set null" }),
    labelledByName: text("labelled_by_name"),
    labelledAt: moment("labelled_at"),
    reason: text("reason"),
    signedOffBy: uuid("signed_off_by").references(() => users.id, { onDelete: "set null" }),
    signedOffByName: text("signed_off_by_name"),
    signedOffAt: moment("signed_off_at"),
    /** Raised by every act and by whatever joins it: who acts on an older one may not know what happened. */
    edition: integer("edition").notNull().default(1),
  },
  (t) => [
    uniqueIndex("items_one_per_difference")
      .on(t.gathersIn, t.groupHash)
      .where(sql`${t.gathersIn} is not null`),
    // One for each list, so that any page of it is read and not sorted.
    index("items_shelf_idx").on(t.teamId, t.shelf, t.changedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    // A list is counted by it without a look at the items; its monitor says whether they are gone.
    index("items_counts_idx").on(t.teamId, t.shelf, t.monitorId),
    index("items_all_idx").on(t.teamId, t.changedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("items_failing_idx")
      .on(t.teamId, t.changedAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.shelf} = 'open' and ${t.failing} > 0`),
    index("items_monitor_idx").on(
      t.monitorId,
      t.shelf,
      t.changedAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    index("items_assignee_idx")
      .on(t.assigneeId, t.teamId, t.shelf, t.changedAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.assigneeId} is not null`),
    index("items_page_idx").on(t.pageId).where(sql`${t.state} = 'open'`),
    index("items_snoozed_idx").on(t.snoozedUntil).where(sql`${t.snoozedUntil} is not null`),
    index("items_closed_idx").on(t.teamId, t.closedAt, t.id).where(sql`${t.closedAt} is not null`),
    index("items_label_idx").on(t.labelId).where(sql`${t.labelId} is not null`),
  ],
);

/** What was done to an item, and by whom; append-only by trigger. An act that takes another one back names it. */
export const itemActs = pgTable(
  "item_acts",
  {
    id: uuid("id").primaryKey(),
    teamId: uuid("team_id").notNull(),
    itemId: uuid("item_id")
      .notNull()
      .references(() => items.id, { onDelete: "cascade" }),
    act: text("act").notNull(),
    /** No foreign keys: who did it stays written, as does the name. */
    userId: uuid("user_id"),
    apiKeyId: uuid("api_key_id"),
    byName: text("by_name").notNull(),
    before: jsonb("before").$type<Record<string, unknown>>().notNull(),
    after: jsonb("after").$type<Record<string, unknown>>().notNull(),
    undoes: uuid("undoes"),
    /** The item's, which the act made. */
    edition: integer("edition").notNull(),
    createdAt,
  },
  (t) => [
    index("item_acts_item_idx").on(t.itemId, t.id),
    index("item_acts_team_idx").on(t.teamId, t.id),
    uniqueIndex("item_acts_undone_once").on(t.undoes).where(sql`${t.undoes} is not null`),
  ],
);

/** How far each person has read an item: it is unread to them while it has more changes than that. */
export const itemReads = pgTable(
  "item_reads",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    itemId: uuid("item_id")
      .notNull()
      .references(() => items.id, { onDelete: "cascade" }),
    readAt: moment("read_at").notNull().defaultNow(),
    /** The newest change then: what it is compared with, when it changes again. */
    readChangeId: uuid("read_change_id").notNull(),
    readChanges: integer("read_changes").notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.itemId] }), index("item_reads_item_idx").on(t.itemId)],
);

export const comments = pgTable(
  "comments",
  {
    id: uuid("id").primaryKey(),
    teamId: uuid("team_id").notNull(),
    itemId: uuid("item_id")
      .notNull()
      .references(() => items.id, { onDelete: "cascade" }),
    /** Who wrote it: a person, or a program by its key. The name outlives both. */
    userId: uuid("user_id").references(() => users.id, { onDelete: "set null" }),
    apiKeyId: uuid("api_key_id"),
    byName: text("by_name").notNull(),
    text: text("text").notNull(),
    /** The members that it mentions. */
    mentions: uuid("mentions").array().notNull(),
    createdAt,
    editedAt: moment("edited_at"),
  },
  (t) => [index("comments_item_idx").on(t.itemId, t.id)],
);

/** What concerns a member by name: a mention in a comment, an item that was given to them. */
export const bellEntries = pgTable(
  "bell_entries",
  {
    id: uuid("id").primaryKey(),
    teamId: uuid("team_id").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    itemId: uuid("item_id")
      .notNull()
      .references(() => items.id, { onDelete: "cascade" }),
    commentId: uuid("comment_id").references(() => comments.id, { onDelete: "cascade" }),
    kind: text("kind", { enum: BELL_KINDS }).notNull(),
    byName: text("by_name").notNull(),
    createdAt,
    readAt: moment("read_at"),
  },
  (t) => [
    index("bell_entries_user_idx").on(t.userId, t.teamId, t.id),
    index("bell_entries_unread_idx").on(t.userId, t.teamId).where(sql`${t.readAt} is null`),
    index("bell_entries_item_idx").on(t.itemId),
    uniqueIndex("bell_entries_once_per_comment")
      .on(t.commentId, t.userId)
      .where(sql`${t.commentId} is not null`),
  ],
);

/** To whom new items go by themselves: the first rule that fits one hands it to its people, in turn. */
export const assignmentRules = pgTable(
  "assignment_rules",
  {
    id: uuid("id").primaryKey(),
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    monitorId: uuid("monitor_id").references(() => monitors.id, { onDelete: "cascade" }),
    host: text("host"),
    /** For the tags that monitors are to have. */
    tag: text("tag"),
    people: uuid("people").array().notNull(),
    /** How many items it has handed out: whose turn it is. */
    turn: bigint("turn", { mode: "number" }).notNull().default(0),
    createdAt,
  },
  (t) => [index("assignment_rules_team_idx").on(t.teamId, t.id)],
);

/** What somebody looks at again and again: a name for the filters of an address. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: uuid("id").primaryKey(),
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    /** Whose it is; null when it is the team's. */
    userId: uuid("user_id").references(() => users.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    query: jsonb("query").$type<Record<string, string>>().notNull(),
    createdAt,
  },
  (t) => [index("saved_views_team_idx").on(t.teamId, t.userId)],
);
