-- check_pages_versions_idx comes after the migrations: lib/db/after-migrations.ts.
SELECT 1;
