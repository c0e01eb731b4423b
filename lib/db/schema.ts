import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  check,
  customType,
  date,
  foreignKey,
  index,
  integer,
  json,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { AuditChange } from "#lib/audit/model.ts";
import type { AuditAction, AuditActorKind, AuditObjectKind } from "#lib/audit/words.ts";
import type { ChangeExcerpt } from "#lib/change/model.ts";
import type { NotificationStatus, TargetResult } from "#lib/check/model.ts";
import type { Notification, Webhook } from "#lib/delivery/model.ts";
import type { CheckSummary, Integration } from "#lib/monitor/model.ts";
import type { Judgment, PageMetadata } from "#lib/page/model.ts";
import { MEMBER_ROLES } from "#lib/policy.ts";
import {
  BELL_KINDS,
  BILLING_STATUSES,
  CHANGE_KINDS,
  CHECK_STATUSES,
  CHECK_TRIGGERS,
  CREDIT_ENTRY_KINDS,
  FIRST_STEPS,
  ITEM_SHELVES,
  ITEM_STATES,
  LABEL_SIGNIFICANCES,
  MONITOR_STATUSES,
  PAGE_STATUSES,
  SNAPSHOT_KINDS,
} from "#lib/statuses.ts";
import type { Target } from "#lib/target/model.ts";

// The whole data model, read top to bottom: people, monitors, checks, pages, credits.
// Ids are UUIDv7 made by the program (PostgreSQL 15-17 cannot), so ordering by id is ordering by birth.

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });
const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });
/** Compared byte by byte: looked through in half the time, and never sorted. */
const plainText = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });
const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });
const createdAt = moment("created_at").notNull().defaultNow();
const updatedAt = moment("updated_at").notNull().defaultNow();

// ---------------------------------------------------------------------------------------- people

export const memberRole = pgEnum("member_role", MEMBER_ROLES);

export const teams = pgTable("teams", {
  id: uuid("id").primaryKey(),
  name: text("name").notNull(),
  /** Whether somebody who dismisses an item says why. */
  askReason: boolean("ask_reason").notNull().default(false),
  createdAt,
});

export const users = pgTable(
  "users",
  {
    id: uuid("id").primaryKey(),
    email: text("email").notNull(),
    /** How they want to be called; null is the email's. */
    name: text("name"),
    /** `scrypt$N$r$p$salt$hash`, see lib/team/password.ts; null for who came by a provider and never had a password. */
    passwordHash: text("password_hash"),
    /** How far somebody new is with the first steps that the first screen shows; null when it shows them no more. */
    firstSteps: text("first_steps", { enum: FIRST_STEPS }),
    createdAt,
  },
  (t) => [
    uniqueIndex("users_email_key").on(t.email),
    check("users_email_is_lower_case", sql`${t.email} = lower(${t.email})`),
  ],
);

/** Who may do what in which team. A trigger keeps an owner in every team that has members. */
export const memberships = pgTable(
  "memberships",
  {
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: memberRole("role").notNull(),
    createdAt,
  },
  (t) => [primaryKey({ columns: [t.teamId, t.userId] }), index("memberships_user_idx").on(t.userId)],
);

export const invitations = pgTable(
  "invitations",
  {
    id: uuid("id").primaryKey(),
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    email: text("email").notNull(),
    role: memberRole("role").notNull(),
    tokenHash: bytea("token_hash").notNull(),
    invitedBy: uuid("invited_by").references(() => users.id, { onDelete: "set null" }),
    createdAt,
    expiresAt: moment("expires_at").notNull(),
    acceptedAt: moment("accepted_at"),
    revokedAt: moment("revoked_at"),
  },
  (t) => [
    uniqueIndex("invitations_token_hash_key").on(t.tokenHash),
    uniqueIndex("invitations_one_open_per_email")
      .on(t.teamId, t.email)
      .where(sql`${t.acceptedAt} is null and ${t.revokedAt} is null`),
    index("invitations_email_idx").on(t.email),
    check("invitations_make_no_owner", sql`${t.role} <> 'owner'`),
    check("invitations_email_is_lower_case", sql`${t.email} = lower(${t.email})`),
  ],
);

export const passwordResets = pgTable(
  "password_resets",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    tokenHash: bytea("token_hash").notNull(),
    madeBy: uuid("made_by").references(() => users.id, { onDelete: "set null" }),
    createdAt,
    expiresAt: moment("expires_at").notNull(),
    usedAt: moment("used_at"),
  },
  (t) => [
    uniqueIndex("password_resets_token_hash_key").on(t.tokenHash),
    index("password_resets_user_idx").on(t.userId),
  ],
);

export const sessions = pgTable(
  "sessions",
  {
    id: uuid("id").primaryKey(),
    /** The team that is looked at, which its person may change for another of theirs. */
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    tokenHash: bytea("token_hash").notNull(),
    ip: text("ip"),
    userAgent: text("user_agent"),
    createdAt,
    expiresAt: moment("expires_at").notNull(),
    revokedAt: moment("revoked_at"),
  },
  (t) => [uniqueIndex("sessions_token_hash_key").on(t.tokenHash), index("sessions_user_idx").on(t.userId)],
);

/** Who a person is at a provider of sign-ins. Addresses change hands there; a subject is one person for good. */
export const identities = pgTable(
  "identities",
  {
    /** `github`, `google`, or `oidc:` and the issuer: another issuer's subjects are other people. */
    provider: text("provider").notNull(),
    subject: text("subject").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt,
  },
  (t) => [primaryKey({ columns: [t.provider, t.subject] }), index("identities_user_idx").on(t.userId)],
);

/** One row per failed (or still undecided) sign-in; what the limit of 10 in 15 minutes counts. */
export const signInAttempts = pgTable(
  "sign_in_attempts",
  {
    id: uuid("id").primaryKey(),
    email: text("email").notNull(),
    ip: text("ip").notNull(),
    createdAt,
  },
  (t) => [
    index("sign_in_attempts_email_idx").on(t.email, t.createdAt),
    index("sign_in_attempts_ip_idx").on(t.ip, t.createdAt),
    index("sign_in_attempts_age_idx").on(t.createdAt),
  ],
);

export const apiKeys = pgTable(
  "api_keys",
  {
    id: uuid("id").primaryKey(),
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** The first characters, `fc-` and six more: enough to recognise a key, useless to guess it. */
    prefix: text("prefix").notNull(),
    /** SHA-256 of the whole key; 128 random bits need no slow hash. */
    keyHash: bytea("key_hash").notNull(),
    /** What it may do at most: never more than whoever made it. */
    role: memberRole("role").notNull().default("member"),
    readOnly: boolean("read_only").notNull().default(false),
    /** Who made it, whose keys end when they leave the team; null for one made by the product or before this was kept. */
    createdBy: uuid("created_by").references(() => users.id, { onDelete: "set null" }),
    createdAt,
    lastUsedAt: moment("last_used_at"),
    revokedAt: moment("revoked_at"),
  },
  (t) => [uniqueIndex("api_keys_hash_key").on(t.keyHash), index("api_keys_team_idx").on(t.teamId)],
);

/**
 * How many requests a key or a session has sent in the minute that began with `since`. The table is unlogged: to count
 * waits for no disk, and a crash of PostgreSQL forgives what was counted.
 */
export const requestCounts = pgTable(
  "request_counts",
  {
    /** The id of an API key or of a session. */
    caller: uuid("caller").notNull(),
    /** What it is counted for, see lib/team/request-limit.ts */
    budget: text("budget").notNull(),
    since: moment("since").notNull(),
    requests: integer("requests").notNull(),
  },
  (t) => [primaryKey({ columns: [t.caller, t.budget] })],
);

// -------------------------------------------------------------------------------------- monitors

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

// ---------------------------------------------------------------------------------------- checks

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

// ----------------------------------------------------------------------------------------- pages

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

// --------------------------------------------------------------------------------------- history

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

// ----------------------------------------------------------------------------------------- audit

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

// ----------------------------------------------------------------------------------------- inbox

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

// ------------------------------------------------------------------------------------------ demo

/** Each press of "Change the page" on the demo site; the newest id is its edition. */
export const demoChanges = pgTable("demo_changes", {
  id: bigserial("id", { mode: "number" }).primaryKey(),
  createdAt,
});

// --------------------------------------------------------------------------------------- credits

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
