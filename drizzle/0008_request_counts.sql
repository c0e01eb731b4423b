CREATE UNLOGGED TABLE "request_counts" (
	"caller" uuid NOT NULL,
	"budget" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"requests" integer NOT NULL,
	CONSTRAINT "request_counts_caller_budget_pk" PRIMARY KEY("caller","budget")
) WITH (fillfactor = 50);
