CREATE TABLE "audit_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"action" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"actor_name" text NOT NULL,
	"object_kind" text NOT NULL,
	"object_id" uuid,
	"object_name" text NOT NULL,
	"changes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"ip" text,
	"user_agent" text,
	"request_id" text NOT NULL,
	"words" text COLLATE "C" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "audit_entries_team_idx" ON "audit_entries" USING btree ("team_id","id");--> statement-breakpoint
CREATE INDEX "audit_entries_action_idx" ON "audit_entries" USING btree ("team_id","action","id");--> statement-breakpoint
CREATE INDEX "audit_entries_actor_idx" ON "audit_entries" USING btree ("team_id","actor_id","id");--> statement-breakpoint
CREATE INDEX "audit_entries_object_idx" ON "audit_entries" USING btree ("team_id","object_id","id");--> statement-breakpoint
CREATE INDEX "audit_entries_age_idx" ON "audit_entries" USING btree ("created_at");--> statement-breakpoint
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_entries is append-only: what was done stays written';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR TRUNCATE ON audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
--> statement-breakpoint
-- The nightly purge says, in its own transaction, up to when entries are old; no other entry can be deleted, and none at
-- all of the last day, whatever it says.
CREATE FUNCTION refuse_audit_loss() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  old_before timestamptz := nullif(current_setting('tidemark.audit_old_before', true), '')::timestamptz;
BEGIN
  IF old_before IS NULL OR OLD.created_at >= least(old_before, now() - interval '1 day') THEN
    RAISE EXCEPTION 'audit_entries is append-only: only the purge of old days may delete';
  END IF;
  RETURN OLD;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_entries_kept BEFORE DELETE ON audit_entries
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_loss();
