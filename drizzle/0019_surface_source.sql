ALTER TABLE "page_surfaces" ADD COLUMN "source_hash" bytea;
