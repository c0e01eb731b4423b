CREATE TYPE "public"."change_kind" AS ENUM('changed', 'new', 'removed', 'failed', 'recovered');
--> statement-breakpoint
CREATE TABLE "changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"monitor_id" uuid NOT NULL,
	"check_id" uuid NOT NULL,
	"page_id" uuid NOT NULL,
	"check_page_id" uuid NOT NULL,
	"kind" "change_kind" NOT NULL,
	"excerpt" jsonb,
	"lines_added" integer DEFAULT 0 NOT NULL,
	"lines_removed" integer DEFAULT 0 NOT NULL,
	"group_hash" "bytea" NOT NULL,
	"difference_hash" "bytea" NOT NULL,
	"judgment" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "page_surfaces" (
	"page_id" uuid NOT NULL,
	"surface" text NOT NULL,
	"snapshot_id" uuid NOT NULL,
	"fingerprint" text,
	CONSTRAINT "page_surfaces_page_id_surface_pk" PRIMARY KEY("page_id","surface")
);
--> statement-breakpoint
CREATE TABLE "workers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"heartbeat_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
-- Indexes of the two large tables that this version adds, and the check of old rows, come after the migrations, without
-- locking anybody out: lib/db/after-migrations.ts.
-- Checks in a worker's hands go back to the queue: whoever has them names no worker, and may not go on.
UPDATE "checks" SET "status" = 'queued', "heartbeat_at" = NULL WHERE "status" = 'running';
--> statement-breakpoint
ALTER TABLE "checks" ADD COLUMN "worker" uuid;
--> statement-breakpoint
ALTER TABLE "checks" ADD COLUMN "lone_crashes" smallint DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "checks" ADD COLUMN "suspect" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE "pages" ADD COLUMN "failing_since" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "pages" ADD COLUMN "harmful_body_hash" "bytea";
--> statement-breakpoint
ALTER TABLE "pages" ADD COLUMN "harmful_count" smallint DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_monitor_id_monitors_id_fk" FOREIGN KEY ("monitor_id") REFERENCES "public"."monitors"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_check_id_check_page_id_check_pages_check_id_id_fk" FOREIGN KEY ("check_id","check_page_id") REFERENCES "public"."check_pages"("check_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "page_surfaces" ADD CONSTRAINT "page_surfaces_page_id_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."pages"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "page_surfaces" ADD CONSTRAINT "page_surfaces_snapshot_id_snapshots_id_fk" FOREIGN KEY ("snapshot_id") REFERENCES "public"."snapshots"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE UNIQUE INDEX "changes_one_per_result" ON "changes" USING btree ("check_id","check_page_id");
--> statement-breakpoint
CREATE INDEX "changes_team_idx" ON "changes" USING btree ("team_id","id");
--> statement-breakpoint
CREATE INDEX "changes_monitor_idx" ON "changes" USING btree ("monitor_id","id");
--> statement-breakpoint
CREATE INDEX "changes_page_idx" ON "changes" USING btree ("page_id","id");
--> statement-breakpoint
CREATE INDEX "page_surfaces_snapshot_idx" ON "page_surfaces" USING btree ("snapshot_id");
--> statement-breakpoint
ALTER TABLE "checks" ADD CONSTRAINT "checks_running_in_hand" CHECK ("checks"."status" <> 'running' or "checks"."worker" is not null) NOT VALID;
--> statement-breakpoint
DROP INDEX "checks_live_idx";
--> statement-breakpoint
-- One change of the balance for all entries of a statement: a batch of checks is settled at once.
CREATE FUNCTION apply_credit_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO team_credits (team_id) SELECT DISTINCT team_id FROM entries ORDER BY team_id ON CONFLICT DO NOTHING;
  -- Locked in order, so that two batches never wait for each other's teams crosswise.
  PERFORM 1 FROM team_credits WHERE team_id IN (SELECT team_id FROM entries) ORDER BY team_id FOR UPDATE;
  UPDATE team_credits c
    SET available = c.available + e.available, reserved = c.reserved + e.reserved
    FROM (
      SELECT team_id, sum(available_delta) AS available, sum(reserved_delta) AS reserved FROM entries GROUP BY team_id) e
    WHERE c.team_id = e.team_id;
  INSERT INTO credit_days (team_id, day, monitor_id, api_key_id, credits)
    SELECT team_id, (created_at AT TIME ZONE 'UTC')::date, monitor_id, api_key_id, sum(-reserved_delta)
    FROM entries WHERE kind = 'confirm' GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
    ON CONFLICT ON CONSTRAINT credit_days_key DO UPDATE SET credits = credit_days.credits + EXCLUDED.credits;
  RETURN NULL;
END $$;
--> statement-breakpoint
DROP TRIGGER credit_entries_apply ON credit_entries;
--> statement-breakpoint
CREATE TRIGGER credit_entries_apply AFTER INSERT ON credit_entries
  REFERENCING NEW TABLE AS entries FOR EACH STATEMENT EXECUTE FUNCTION apply_credit_entries();
--> statement-breakpoint
DROP FUNCTION apply_credit_entry();
