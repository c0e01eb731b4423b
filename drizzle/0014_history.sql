-- Versions of pages that somebody keeps for good. The foreign keys are what makes them survive every purge: the content,
-- and the row of the check that brought it where there still is one.
CREATE TABLE "version_pins" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"monitor_id" uuid NOT NULL,
	"page_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"check_id" uuid,
	"snapshot_id" uuid NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"title" text,
	"kept_by" text NOT NULL,
	"note" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "version_pins_monitor_id_monitors_id_fk" FOREIGN KEY ("monitor_id") REFERENCES "public"."monitors"("id") ON DELETE cascade ON UPDATE no action,
	CONSTRAINT "version_pins_page_id_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."pages"("id") ON DELETE cascade ON UPDATE no action,
	CONSTRAINT "version_pins_snapshot_id_snapshots_id_fk" FOREIGN KEY ("snapshot_id") REFERENCES "public"."snapshots"("id") ON DELETE no action ON UPDATE no action,
	CONSTRAINT "version_pins_check_id_version_id_check_pages_check_id_id_fk" FOREIGN KEY ("check_id","version_id") REFERENCES "public"."check_pages"("check_id","id") ON DELETE no action ON UPDATE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX "version_pins_once" ON "version_pins" USING btree ("page_id","version_id");
--> statement-breakpoint
CREATE INDEX "version_pins_monitor_idx" ON "version_pins" USING btree ("monitor_id","id");
--> statement-breakpoint
CREATE INDEX "version_pins_snapshot_idx" ON "version_pins" USING btree ("snapshot_id");
--> statement-breakpoint
CREATE INDEX "version_pins_check_idx" ON "version_pins" USING btree ("check_id");
--> statement-breakpoint
-- What the pages of a team say now, to be searched; written by a job (lib/page/search), never with a check's results.
CREATE TABLE "page_texts" (
	"page_id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"snapshot_id" uuid NOT NULL,
	"words" "tsvector" NOT NULL,
	CONSTRAINT "page_texts_page_id_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."pages"("id") ON DELETE cascade ON UPDATE no action
);
--> statement-breakpoint
-- What is new waits in a short list, since a search reads all of that list.
CREATE INDEX "page_texts_words_idx" ON "page_texts" USING gin ("words") WITH (gin_pending_list_limit = 256);
--> statement-breakpoint
CREATE TABLE "page_text_queue" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"page_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "page_text_backfill" (
	"after" uuid PRIMARY KEY NOT NULL
);
--> statement-breakpoint
INSERT INTO "page_text_backfill" VALUES ('00000000-0000-0000-0000-000000000000');
--> statement-breakpoint
-- A page may stand in the queue twice: a unique index would make a check's results wait for the job that works it off.
CREATE FUNCTION queue_page_texts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO page_text_queue (page_id) SELECT page_id FROM written WHERE surface = 'text';
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER page_surfaces_queue_new AFTER INSERT ON page_surfaces
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION queue_page_texts();
--> statement-breakpoint
CREATE TRIGGER page_surfaces_queue_changed AFTER UPDATE ON page_surfaces
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION queue_page_texts();
