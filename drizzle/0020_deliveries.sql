-- What is to be told to whom: planned in the transaction that recorded the reason, sent by a job of its own (lib/report).
CREATE TABLE "deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"monitor_id" uuid NOT NULL,
	"check_id" uuid NOT NULL,
	"check_page_id" uuid,
	"channel" text NOT NULL,
	"event" text NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"reason" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"tries_left" integer DEFAULT 4 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone,
	"status_code" smallint,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "deliveries_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action,
	CONSTRAINT "deliveries_monitor_id_monitors_id_fk" FOREIGN KEY ("monitor_id") REFERENCES "public"."monitors"("id") ON DELETE cascade ON UPDATE no action,
	CONSTRAINT "deliveries_check_id_checks_id_fk" FOREIGN KEY ("check_id") REFERENCES "public"."checks"("id") ON DELETE cascade ON UPDATE no action
);
--> statement-breakpoint
-- Planned twice is planned once.
CREATE UNIQUE INDEX "deliveries_once" ON "deliveries" USING btree ("check_id","channel","event",coalesce("check_page_id","check_id"));
--> statement-breakpoint
CREATE INDEX "deliveries_team_idx" ON "deliveries" USING btree ("team_id","id");
--> statement-breakpoint
CREATE INDEX "deliveries_monitor_idx" ON "deliveries" USING btree ("monitor_id","id");
--> statement-breakpoint
CREATE INDEX "deliveries_waiting_idx" ON "deliveries" USING btree ("check_id","event") WHERE "deliveries"."status" = 'queued';
--> statement-breakpoint
-- Every try, with what came back.
CREATE TABLE "delivery_attempts" (
	"delivery_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"duration_ms" integer NOT NULL,
	"status_code" smallint,
	"error" text,
	"answer" text,
	CONSTRAINT "delivery_attempts_delivery_id_number_pk" PRIMARY KEY("delivery_id","number"),
	CONSTRAINT "delivery_attempts_delivery_id_deliveries_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "public"."deliveries"("id") ON DELETE cascade ON UPDATE no action
);
--> statement-breakpoint
-- How the endpoint of a monitor's webhook fares; gone when it is changed.
CREATE TABLE "webhook_endpoints" (
	"monitor_id" uuid PRIMARY KEY NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"switched_off_at" timestamp (3) with time zone,
	"reason" text,
	CONSTRAINT "webhook_endpoints_monitor_id_monitors_id_fk" FOREIGN KEY ("monitor_id") REFERENCES "public"."monitors"("id") ON DELETE cascade ON UPDATE no action
);
--> statement-breakpoint
-- What a team's webhooks are signed with, sealed by AUTH_SECRET; the one before stays valid for a day.
CREATE TABLE "webhook_secrets" (
	"team_id" uuid PRIMARY KEY NOT NULL,
	"sealed" text NOT NULL,
	"shown_at" timestamp (3) with time zone,
	"previous" text,
	"previous_until" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_secrets_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action
);
