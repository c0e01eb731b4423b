-- The indexes of changes come after the migrations: lib/db/after-migrations.ts.
CREATE TABLE "assignment_rules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"monitor_id" uuid,
	"host" text,
	"tag" text,
	"people" uuid[] NOT NULL,
	"turn" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bell_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"comment_id" uuid,
	"kind" text NOT NULL,
	"by_name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"read_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "comments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"user_id" uuid,
	"api_key_id" uuid,
	"by_name" text NOT NULL,
	"text" text NOT NULL,
	"mentions" uuid[] NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"edited_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "item_acts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"act" text NOT NULL,
	"user_id" uuid,
	"api_key_id" uuid,
	"by_name" text NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"undoes" uuid,
	"edition" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "item_reads" (
	"user_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"read_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"read_change_id" uuid NOT NULL,
	"read_changes" integer NOT NULL,
	CONSTRAINT "item_reads_user_id_item_id_pk" PRIMARY KEY("user_id","item_id")
);
--> statement-breakpoint
CREATE TABLE "items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"monitor_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"gathers_in" uuid,
	"group_hash" "bytea" NOT NULL,
	"change_id" uuid NOT NULL,
	"check_id" uuid NOT NULL,
	"page_id" uuid NOT NULL,
	"check_page_id" uuid NOT NULL,
	"pages" integer NOT NULL,
	"changes" integer NOT NULL,
	"failing" integer DEFAULT 0 NOT NULL,
	"excerpt" jsonb,
	"lines_added" integer DEFAULT 0 NOT NULL,
	"lines_removed" integer DEFAULT 0 NOT NULL,
	"judgment" jsonb,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"closed_by" uuid,
	"closed_by_name" text,
	"assignee_id" uuid,
	"snoozed_until" timestamp (3) with time zone,
	"snoozed_until_change" boolean DEFAULT false NOT NULL,
	"shelf" text GENERATED ALWAYS AS (case when state <> 'open' then state when snoozed_until is not null or snoozed_until_change then 'snoozed' else 'open' end) STORED NOT NULL,
	"important" boolean DEFAULT false NOT NULL,
	"label_id" uuid,
	"labelled_by" uuid,
	"labelled_by_name" text,
	"labelled_at" timestamp (3) with time zone,
	"reason" text,
	"signed_off_by" uuid,
	"signed_off_by_name" text,
	"signed_off_at" timestamp (3) with time zone,
	"edition" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "labels" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text DEFAULT '' NOT NULL,
	"significance" text NOT NULL,
	"second_sign_off" boolean DEFAULT false NOT NULL,
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"user_id" uuid,
	"name" text NOT NULL,
	"query" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
-- What was found before there was an inbox is filed nowhere (under an id of zeros), and no row is written for that. The
-- newest of each team are filed, so that nobody opens an empty inbox.
ALTER TABLE "changes" ADD COLUMN "item_id" uuid DEFAULT '00000000-0000-0000-0000-000000000000';--> statement-breakpoint
ALTER TABLE "changes" ALTER COLUMN "item_id" DROP DEFAULT;--> statement-breakpoint
UPDATE "changes" SET "item_id" = NULL FROM (
  SELECT recent.id FROM "teams" t CROSS JOIN LATERAL (
    SELECT c.id FROM "changes" c WHERE c.team_id = t.id AND c.created_at > now() - interval '14 days'
    ORDER BY c.id DESC LIMIT 200) recent) latest
WHERE "changes".id = latest.id;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "ask_reason" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "assignment_rules" ADD CONSTRAINT "assignment_rules_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment_rules" ADD CONSTRAINT "assignment_rules_monitor_id_monitors_id_fk" FOREIGN KEY ("monitor_id") REFERENCES "public"."monitors"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bell_entries" ADD CONSTRAINT "bell_entries_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bell_entries" ADD CONSTRAINT "bell_entries_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bell_entries" ADD CONSTRAINT "bell_entries_comment_id_comments_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_acts" ADD CONSTRAINT "item_acts_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_reads" ADD CONSTRAINT "item_reads_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_reads" ADD CONSTRAINT "item_reads_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "items" ADD CONSTRAINT "items_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "items" ADD CONSTRAINT "items_monitor_id_monitors_id_fk" FOREIGN KEY ("monitor_id") REFERENCES "public"."monitors"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "items" ADD CONSTRAINT "items_closed_by_users_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "items" ADD CONSTRAINT "items_assignee_id_users_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "items" ADD CONSTRAINT "items_label_id_labels_id_fk" FOREIGN KEY ("label_id") REFERENCES "public"."labels"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "items" ADD CONSTRAINT "items_labelled_by_users_id_fk" FOREIGN KEY ("labelled_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "items" ADD CONSTRAINT "items_signed_off_by_users_id_fk" FOREIGN KEY ("signed_off_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "labels" ADD CONSTRAINT "labels_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "assignment_rules_team_idx" ON "assignment_rules" USING btree ("team_id","id");--> statement-breakpoint
CREATE INDEX "bell_entries_user_idx" ON "bell_entries" USING btree ("user_id","team_id","id");--> statement-breakpoint
CREATE INDEX "bell_entries_unread_idx" ON "bell_entries" USING btree ("user_id","team_id") WHERE "bell_entries"."read_at" is null;--> statement-breakpoint
CREATE INDEX "bell_entries_item_idx" ON "bell_entries" USING btree ("item_id");--> statement-breakpoint
CREATE UNIQUE INDEX "bell_entries_once_per_comment" ON "bell_entries" USING btree ("comment_id","user_id") WHERE "bell_entries"."comment_id" is not null;--> statement-breakpoint
CREATE INDEX "comments_item_idx" ON "comments" USING btree ("item_id","id");--> statement-breakpoint
CREATE INDEX "item_acts_item_idx" ON "item_acts" USING btree ("item_id","id");--> statement-breakpoint
CREATE INDEX "item_acts_team_idx" ON "item_acts" USING btree ("team_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "item_acts_undone_once" ON "item_acts" USING btree ("undoes") WHERE "item_acts"."undoes" is not null;--> statement-breakpoint
CREATE INDEX "item_reads_item_idx" ON "item_reads" USING btree ("item_id");--> statement-breakpoint
CREATE UNIQUE INDEX "items_one_per_difference" ON "items" USING btree ("gathers_in","group_hash") WHERE "items"."gathers_in" is not null;--> statement-breakpoint
CREATE INDEX "items_shelf_idx" ON "items" USING btree ("team_id","shelf","changed_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "items_all_idx" ON "items" USING btree ("team_id","changed_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "items_failing_idx" ON "items" USING btree ("team_id","changed_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "items"."shelf" = 'open' and "items"."failing" > 0;--> statement-breakpoint
CREATE INDEX "items_monitor_idx" ON "items" USING btree ("monitor_id","shelf","changed_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "items_assignee_idx" ON "items" USING btree ("assignee_id","team_id","shelf","changed_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "items"."assignee_id" is not null;--> statement-breakpoint
CREATE INDEX "items_page_idx" ON "items" USING btree ("page_id") WHERE "items"."state" = 'open';--> statement-breakpoint
CREATE INDEX "items_snoozed_idx" ON "items" USING btree ("snoozed_until") WHERE "items"."snoozed_until" is not null;--> statement-breakpoint
CREATE INDEX "items_closed_idx" ON "items" USING btree ("team_id","closed_at","id") WHERE "items"."closed_at" is not null;--> statement-breakpoint
CREATE INDEX "items_label_idx" ON "items" USING btree ("label_id") WHERE "items"."label_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "labels_name_key" ON "labels" USING btree ("team_id",lower("name")) WHERE "labels"."archived_at" is null;--> statement-breakpoint
CREATE INDEX "saved_views_team_idx" ON "saved_views" USING btree ("team_id","user_id");
--> statement-breakpoint
CREATE FUNCTION refuse_item_act_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'item_acts is append-only: what was done stays written';
END $$;
--> statement-breakpoint
CREATE TRIGGER item_acts_append_only BEFORE UPDATE ON item_acts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_item_act_change();
--> statement-breakpoint
-- A monitor that is deleted takes its items with it. Its row stays until its checks are purged.
CREATE FUNCTION forget_items_of_deleted_monitor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM items WHERE monitor_id = NEW.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER monitors_forget_items AFTER UPDATE OF status ON monitors
  FOR EACH ROW WHEN (NEW.status = 'deleted' AND OLD.status <> 'deleted') EXECUTE FUNCTION forget_items_of_deleted_monitor();
--> statement-breakpoint
-- Every team begins with a few labels of its own, those of today and those to come.
CREATE FUNCTION begin_with_labels() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO labels (id, team_id, name, kind, significance)
  SELECT gen_random_uuid(), NEW.id, name, kind, significance
  FROM (VALUES ('Price or terms', 'Commercial', 'high'), ('Legal', 'Legal', 'high'), ('Product', 'Content', 'medium'),
    ('Wording', 'Content', 'low'), ('Layout', 'Technical', 'low')) AS begun (name, kind, significance)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER teams_begin_with_labels AFTER INSERT ON teams FOR EACH ROW EXECUTE FUNCTION begin_with_labels();
--> statement-breakpoint
INSERT INTO labels (id, team_id, name, kind, significance)
SELECT gen_random_uuid(), teams.id, begun.name, begun.kind, begun.significance
FROM teams, (VALUES ('Price or terms', 'Commercial', 'high'), ('Legal', 'Legal', 'high'), ('Product', 'Content', 'medium'),
  ('Wording', 'Content', 'low'), ('Layout', 'Technical', 'low')) AS begun (name, kind, significance)
ON CONFLICT DO NOTHING;
