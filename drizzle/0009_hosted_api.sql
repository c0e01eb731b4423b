-- The indexes that this version adds come after the migrations: lib/db/after-migrations.ts.
ALTER TABLE "monitors" ADD COLUMN "integration" text;
