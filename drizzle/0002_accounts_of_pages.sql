ALTER TABLE "monitors" ALTER COLUMN "targets" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "check_pages" ADD COLUMN "diff_size" integer;--> statement-breakpoint
ALTER TABLE "checks" ADD COLUMN "targets" json;--> statement-breakpoint
ALTER TABLE "checks" ADD COLUMN "target_counts" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "pages" ADD COLUMN "title" text;--> statement-breakpoint
ALTER TABLE "pages" ADD COLUMN "content_type" text;--> statement-breakpoint
CREATE INDEX "credit_entries_period_idx" ON "credit_entries" USING btree ("team_id","period") WHERE "credit_entries"."period" is not null;--> statement-breakpoint
ALTER TABLE "snapshots" DROP COLUMN "title";--> statement-breakpoint
ALTER TABLE "snapshots" DROP COLUMN "content_type";