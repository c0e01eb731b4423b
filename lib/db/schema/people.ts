import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytea, createdAt, moment } from "#lib/db/schema/columns.ts";
import { MEMBER_ROLES } from "#lib/policy.ts";
import { FIRST_STEPS } from "#lib/statuses.ts";

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
    /** Who they are in Slack, such as U0123456789: by it a press on a button there is theirs. */
    slackMemberId: text("slack_member_id"),
    createdAt,
  },
  (t) => [
    uniqueIndex("users_email_key").on(t.email),
    uniqueIndex("users_slack_member_key").on(t.slackMemberId),
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
