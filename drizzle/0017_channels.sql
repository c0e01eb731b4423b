CREATE TABLE "channels" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"settings" jsonb NOT NULL,
	"sealed" text NOT NULL,
	"hint" text NOT NULL,
	"all_monitors" boolean DEFAULT true NOT NULL,
	"rule" jsonb NOT NULL,
	"timing" jsonb NOT NULL,
	"paused_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "channel_monitors" (
	"channel_id" uuid NOT NULL,
	"monitor_id" uuid NOT NULL,
	CONSTRAINT "channel_monitors_channel_id_monitor_id_pk" PRIMARY KEY("channel_id","monitor_id")
);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "slack_member_id" text;--> statement-breakpoint
ALTER TABLE "channels" ADD CONSTRAINT "channels_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channel_monitors" ADD CONSTRAINT "channel_monitors_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channel_monitors" ADD CONSTRAINT "channel_monitors_monitor_id_monitors_id_fk" FOREIGN KEY ("monitor_id") REFERENCES "public"."monitors"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "channels_name_key" ON "channels" USING btree ("team_id",lower("name"));--> statement-breakpoint
CREATE INDEX "channel_monitors_monitor_idx" ON "channel_monitors" USING btree ("monitor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_slack_member_key" ON "users" USING btree ("slack_member_id");
