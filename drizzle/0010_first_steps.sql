-- Who had an account before is not shown the first steps: the column is empty.
ALTER TABLE "users" ADD COLUMN "first_steps" text;
