CREATE TYPE "public"."billing_status" AS ENUM('not_applicable', 'reserved', 'confirmed', 'released', 'failed');--> statement-breakpoint
CREATE TYPE "public"."check_status" AS ENUM('queued', 'running', 'completed', 'failed', 'partial', 'skipped_overlap', 'skipped_no_credits');--> statement-breakpoint
CREATE TYPE "public"."check_trigger" AS ENUM('scheduled', 'manual');--> statement-breakpoint
CREATE TYPE "public"."credit_entry_kind" AS ENUM('grant', 'adjust', 'expire', 'reserve', 'confirm', 'release');--> statement-breakpoint
CREATE TYPE "public"."member_role" AS ENUM('owner', 'admin', 'member', 'viewer');--> statement-breakpoint
CREATE TYPE "public"."monitor_status" AS ENUM('active', 'paused', 'deleted');--> statement-breakpoint
CREATE TYPE "public"."page_status" AS ENUM('same', 'new', 'changed', 'removed', 'error');--> statement-breakpoint
CREATE TYPE "public"."snapshot_kind" AS ENUM('markdown', 'json', 'text', 'binary');--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"key_hash" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "check_pages" (
	"id" uuid NOT NULL,
	"check_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"target_id" uuid NOT NULL,
	"page_id" uuid NOT NULL,
	"status" "page_status" NOT NULL,
	"status_code" smallint,
	"credits_base" smallint DEFAULT 0 NOT NULL,
	"credits_formats" smallint DEFAULT 0 NOT NULL,
	"credits_judge" smallint DEFAULT 0 NOT NULL,
	"duration_ms" integer,
	"size" integer,
	"previous_scrape_id" uuid,
	"snapshot_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"error" text,
	"metadata" jsonb,
	"diff" "bytea",
	CONSTRAINT "check_pages_check_id_id_pk" PRIMARY KEY("check_id","id")
);
--> statement-breakpoint
CREATE TABLE "checks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"monitor_id" uuid NOT NULL,
	"status" "check_status" NOT NULL,
	"trigger" "check_trigger" NOT NULL,
	"started_by" text,
	"api_key_id" uuid,
	"scheduled_for" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"heartbeat_at" timestamp (3) with time zone,
	"attempt" integer DEFAULT 0 NOT NULL,
	"crashes" smallint DEFAULT 0 NOT NULL,
	"estimated_credits" bigint NOT NULL,
	"reserved_credits" bigint NOT NULL,
	"page_credits" bigint DEFAULT 0 NOT NULL,
	"actual_credits" bigint,
	"billing_status" "billing_status" NOT NULL,
	"expected_pages" integer,
	"same_pages" integer DEFAULT 0 NOT NULL,
	"changed_pages" integer DEFAULT 0 NOT NULL,
	"new_pages" integer DEFAULT 0 NOT NULL,
	"removed_pages" integer DEFAULT 0 NOT NULL,
	"error_pages" integer DEFAULT 0 NOT NULL,
	"target_results" jsonb,
	"notification_status" jsonb,
	"error" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "checks_credits_not_negative" CHECK ("checks"."reserved_credits" >= 0 and "checks"."page_credits" >= 0),
	CONSTRAINT "checks_charge_within_reservation" CHECK (coalesce("checks"."actual_credits", 0) <= "checks"."reserved_credits")
);
--> statement-breakpoint
CREATE TABLE "credit_days" (
	"team_id" uuid NOT NULL,
	"day" date NOT NULL,
	"monitor_id" uuid,
	"api_key_id" uuid,
	"credits" bigint NOT NULL,
	CONSTRAINT "credit_days_key" UNIQUE NULLS NOT DISTINCT("team_id","day","monitor_id","api_key_id")
);
--> statement-breakpoint
CREATE TABLE "credit_entries" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"kind" "credit_entry_kind" NOT NULL,
	"available_delta" bigint NOT NULL,
	"reserved_delta" bigint NOT NULL,
	"check_id" uuid,
	"monitor_id" uuid,
	"api_key_id" uuid,
	"period" date,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "demo_changes" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"team_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" "member_role" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_team_id_user_id_pk" PRIMARY KEY("team_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "monitors" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"name" text NOT NULL,
	"status" "monitor_status" DEFAULT 'active' NOT NULL,
	"cron" text NOT NULL,
	"timezone" text NOT NULL,
	"next_run_at" timestamp (3) with time zone,
	"last_run_at" timestamp (3) with time zone,
	"targets" jsonb NOT NULL,
	"webhook" jsonb,
	"notification" jsonb,
	"goal" text,
	"judge_enabled" boolean DEFAULT false NOT NULL,
	"goal_version" integer DEFAULT 1 NOT NULL,
	"retention_days" integer NOT NULL,
	"estimated_credits_per_check" bigint NOT NULL,
	"estimated_credits_per_month" bigint NOT NULL,
	"unchanged_pages_free" boolean NOT NULL,
	"last_check_summary" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "monitors_only_active_are_due" CHECK ("monitors"."next_run_at" is null or "monitors"."status" = 'active'),
	CONSTRAINT "monitors_retention_days" CHECK ("monitors"."retention_days" between 1 and 365)
);
--> statement-breakpoint
CREATE TABLE "pages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"monitor_id" uuid NOT NULL,
	"target_id" uuid NOT NULL,
	"url" text NOT NULL,
	"url_hash" "bytea" NOT NULL,
	"snapshot_id" uuid,
	"scrape_id" uuid,
	"body_hash" "bytea",
	"etag" text,
	"last_modified" text,
	"validators_url" text,
	"fingerprint" text,
	"first_seen_at" timestamp (3) with time zone,
	"last_changed_at" timestamp (3) with time zone,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"ip" text,
	"user_agent" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"ip" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "snapshots" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"monitor_id" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	"kind" "snapshot_kind" NOT NULL,
	"title" text,
	"content_type" text,
	"size" integer NOT NULL,
	"content" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"superseded_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "team_credits" (
	"team_id" uuid PRIMARY KEY NOT NULL,
	"available" bigint DEFAULT 0 NOT NULL,
	"reserved" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "team_credits_available_not_negative" CHECK ("team_credits"."available" >= 0),
	CONSTRAINT "team_credits_reserved_not_negative" CHECK ("team_credits"."reserved" >= 0)
);
--> statement-breakpoint
CREATE TABLE "teams" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"password_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_is_lower_case" CHECK ("users"."email" = lower("users"."email"))
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_pages" ADD CONSTRAINT "check_pages_check_id_checks_id_fk" FOREIGN KEY ("check_id") REFERENCES "public"."checks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_pages" ADD CONSTRAINT "check_pages_page_id_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."pages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checks" ADD CONSTRAINT "checks_monitor_id_monitors_id_fk" FOREIGN KEY ("monitor_id") REFERENCES "public"."monitors"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_days" ADD CONSTRAINT "credit_days_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_entries" ADD CONSTRAINT "credit_entries_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "monitors" ADD CONSTRAINT "monitors_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pages" ADD CONSTRAINT "pages_monitor_id_monitors_id_fk" FOREIGN KEY ("monitor_id") REFERENCES "public"."monitors"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pages" ADD CONSTRAINT "pages_snapshot_id_snapshots_id_fk" FOREIGN KEY ("snapshot_id") REFERENCES "public"."snapshots"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snapshots" ADD CONSTRAINT "snapshots_monitor_id_monitors_id_fk" FOREIGN KEY ("monitor_id") REFERENCES "public"."monitors"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_credits" ADD CONSTRAINT "team_credits_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_hash_key" ON "api_keys" USING btree ("key_hash");--> statement-breakpoint
CREATE INDEX "api_keys_team_idx" ON "api_keys" USING btree ("team_id");--> statement-breakpoint
CREATE UNIQUE INDEX "check_pages_one_per_url" ON "check_pages" USING btree ("check_id","page_id");--> statement-breakpoint
CREATE INDEX "check_pages_status_idx" ON "check_pages" USING btree ("check_id","status","id");--> statement-breakpoint
CREATE INDEX "check_pages_page_idx" ON "check_pages" USING btree ("page_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "checks_one_live_per_monitor" ON "checks" USING btree ("monitor_id") WHERE "checks"."status" in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "checks_monitor_idx" ON "checks" USING btree ("monitor_id","id");--> statement-breakpoint
CREATE INDEX "checks_monitor_status_idx" ON "checks" USING btree ("monitor_id","status","id");--> statement-breakpoint
CREATE INDEX "checks_live_idx" ON "checks" USING btree ("heartbeat_at") WHERE "checks"."status" in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "checks_age_idx" ON "checks" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "credit_entries_once_per_check" ON "credit_entries" USING btree ("check_id","kind") WHERE "credit_entries"."check_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "credit_entries_once_per_period" ON "credit_entries" USING btree ("team_id","kind","period") WHERE "credit_entries"."kind" in ('grant', 'expire');--> statement-breakpoint
CREATE INDEX "memberships_user_idx" ON "memberships" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "monitors_team_idx" ON "monitors" USING btree ("team_id","id") WHERE "monitors"."status" <> 'deleted';--> statement-breakpoint
CREATE INDEX "monitors_due_idx" ON "monitors" USING btree ("next_run_at") WHERE "monitors"."next_run_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "pages_monitor_target_url_key" ON "pages" USING btree ("monitor_id","target_id","url_hash");--> statement-breakpoint
CREATE INDEX "pages_snapshot_idx" ON "pages" USING btree ("snapshot_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_token_hash_key" ON "sessions" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "sessions_user_idx" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sign_in_attempts_email_idx" ON "sign_in_attempts" USING btree ("email","created_at");--> statement-breakpoint
CREATE INDEX "sign_in_attempts_ip_idx" ON "sign_in_attempts" USING btree ("ip","created_at");--> statement-breakpoint
CREATE INDEX "sign_in_attempts_age_idx" ON "sign_in_attempts" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "snapshots_monitor_hash_key" ON "snapshots" USING btree ("monitor_id","hash");--> statement-breakpoint
CREATE INDEX "snapshots_superseded_idx" ON "snapshots" USING btree ("superseded_at") WHERE "snapshots"."superseded_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_key" ON "users" USING btree ("email");