-- The URLs of a site that a crawl target watches. Of the latest check it is the frontier; in between, what is known of the site.
CREATE TABLE "crawl_urls" (
	"monitor_id" uuid NOT NULL REFERENCES "monitors"("id") ON DELETE CASCADE,
	"target_id" uuid NOT NULL,
	"key" bytea NOT NULL,
	"url" text NOT NULL,
	"check_id" uuid NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"depth" integer NOT NULL,
	"found_on" text,
	"position" bigint GENERATED ALWAYS AS IDENTITY,
	CONSTRAINT "crawl_urls_pkey" PRIMARY KEY("monitor_id", "target_id", "key"),
	CONSTRAINT "crawl_urls_state" CHECK ("state" IN ('waiting', 'taken', 'skipped', 'dropped'))
);
--> statement-breakpoint
CREATE INDEX "crawl_urls_frontier_idx" ON "crawl_urls" ("check_id", "target_id", "state", "depth", "position");
