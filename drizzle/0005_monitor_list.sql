-- The indexes of monitors that this version adds come after the migrations: lib/db/after-migrations.ts.
CREATE TABLE "monitor_texts" (
	"team_id" uuid NOT NULL,
	"monitor_id" uuid NOT NULL,
	"status" "monitor_status" NOT NULL,
	"text" text COLLATE "C" NOT NULL,
	CONSTRAINT "monitor_texts_team_id_monitor_id_pk" PRIMARY KEY("team_id","monitor_id")
);
--> statement-breakpoint
CREATE TABLE "team_monitors" (
	"team_id" uuid PRIMARY KEY NOT NULL,
	"active" integer NOT NULL,
	"paused" integer NOT NULL,
	"edition" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "team_monitors" ADD CONSTRAINT "team_monitors_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;
